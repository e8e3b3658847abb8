package dev.kefu.assist;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.conversation.Conversation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds out what the shopper is talking about. What was said last counts most: a name in the
/// question, then the last card, then the page the shopper came from.
@Component
class FocusFinder {

  private static final Pattern SKU =
      Pattern.compile("(?<![A-Za-z0-9-])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+(?![A-Za-z0-9-])");
  private static final Pattern ORDER_NUMBER =
      Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{0,4}[0-9]{8,24}(?![A-Za-z0-9])");

  /// Names looked up in one question: more is no question any more.
  private static final int MAX_NAMES = 3;

  private static final int MAX_ORDERS = 20;

  /// Orders somebody may still have a question about without saying which.
  private static final Set<OrderState> OPEN =
      Set.of(
          OrderState.UNPAID,
          OrderState.PAID,
          OrderState.SHIPPED,
          OrderState.SIGNED,
          OrderState.REFUNDING);

  private final Products products;
  private final Orders orders;

  FocusFinder(Products products, Orders orders) {
    this.products = products;
    this.orders = orders;
  }

  Focus find(Conversation conversation, Round round) {
    return find(conversation, round, round.text());
  }

  /// @param typed names goods and orders, letter by letter
  /// @param read what it is understood as
  Focus find(Conversation conversation, Round typed, String read) {
    var buyer = conversation.shopper().buyer();
    Answer<Order> order =
        buyer == null ? new Answer.Missing<>() : order(conversation, typed, buyer);
    return new Focus(
        product(conversation, typed, read, order.found().orElse(null)),
        order,
        buyer,
        Places.province(read).orElse(null));
  }

  private Answer<Product> product(
      Conversation conversation, Round round, String read, @Nullable Order order) {
    var found =
        Stream.of(
                names(SKU, round.text()),
                Stream.ofNullable(round.sku()),
                Stream.ofNullable(conversation.context().sku()),
                onlyLine(order))
            .flatMap(sku -> sku)
            .map(products::find)
            .toList();
    var first = first(found, _ -> true);
    return first instanceof Answer.Found<Product>(var product)
        ? new Answer.Found<>(withOptions(read, product))
        : first;
  }

  /// The first that was found; failed when none was and the shop could not be asked for one.
  private static <T> Answer<T> first(List<Answer<T>> asked, Predicate<T> wanted) {
    Answer<T> otherwise = new Answer.Missing<>();
    for (var answer : asked) {
      switch (answer) {
        case Answer.Found<T>(var value) -> {
          if (wanted.test(value)) {
            return answer;
          }
        }
        case Answer.Failed<T> failed -> otherwise = failed;
        case Answer.Missing<T> _ -> {}
      }
    }
    return otherwise;
  }

  private Product withOptions(String text, Product product) {
    return product.options().isEmpty()
        ? product
        : Options.named(
            text, product, products.ofProduct(product.product()).found().orElse(List.of()));
  }

  private static Stream<String> onlyLine(@Nullable Order order) {
    return order == null || order.lines().size() != 1
        ? Stream.empty()
        : Stream.of(order.lines().getFirst().sku());
  }

  private Answer<Order> order(Conversation conversation, Round round, String buyer) {
    var named =
        Stream.of(
                names(ORDER_NUMBER, round.text()),
                Stream.ofNullable(round.order()),
                Stream.ofNullable(conversation.context().order()))
            .flatMap(number -> number)
            .map(orders::find)
            .toList();
    var first = first(named, order -> order.buyer().equals(buyer));
    return first instanceof Answer.Missing<Order>
        ? onlyOpen(orders.ofBuyer(buyer, MAX_ORDERS))
        : first;
  }

  private static Answer<Order> onlyOpen(Answer<List<Order>> ofBuyer) {
    return switch (ofBuyer) {
      case Answer.Failed<List<Order>>(var reason) -> new Answer.Failed<>(reason);
      case Answer.Missing<List<Order>> _ -> new Answer.Missing<>();
      case Answer.Found<List<Order>>(var orders) -> {
        var open = orders.stream().filter(order -> OPEN.contains(order.state())).toList();
        yield open.size() == 1 ? new Answer.Found<>(open.getFirst()) : new Answer.Missing<>();
      }
    };
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).limit(MAX_NAMES);
  }
}
