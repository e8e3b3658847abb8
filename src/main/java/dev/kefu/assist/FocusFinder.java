package dev.kefu.assist;

import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.conversation.Conversation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
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
    var text = round.text();
    var buyer = conversation.shopper().buyer();
    var order = buyer == null ? null : order(conversation, round, buyer);
    var product = product(conversation, round, order);
    return new Focus(product, order, buyer, Places.province(text).orElse(null));
  }

  private @Nullable Product product(Conversation conversation, Round round, @Nullable Order order) {
    var names =
        Stream.of(
                names(SKU, round.text()),
                Stream.ofNullable(round.sku()),
                Stream.ofNullable(conversation.context().sku()),
                onlyLine(order))
            .flatMap(sku -> sku);
    return names
        .map(sku -> products.find(sku).found())
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> withOptions(round.text(), found))
        .orElse(null);
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

  private @Nullable Order order(Conversation conversation, Round round, String buyer) {
    return Stream.of(
            names(ORDER_NUMBER, round.text()),
            Stream.ofNullable(round.order()),
            Stream.ofNullable(conversation.context().order()))
        .flatMap(number -> number)
        .map(number -> orders.find(number).found())
        .flatMap(Optional::stream)
        .filter(order -> Objects.equals(order.buyer(), buyer))
        .findFirst()
        .or(() -> onlyOpen(orders.ofBuyer(buyer, MAX_ORDERS).found().orElse(List.of())))
        .orElse(null);
  }

  private static Optional<Order> onlyOpen(List<Order> ofBuyer) {
    var open = ofBuyer.stream().filter(order -> OPEN.contains(order.state())).toList();
    return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
  }

  private static Stream<String> names(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(MatchResult::group).limit(MAX_NAMES);
  }
}
