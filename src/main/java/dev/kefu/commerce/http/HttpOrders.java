package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Order.OrderLine;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.content.ShopProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The orders of a shop outside.
class HttpOrders implements Orders {

  /// Many pages may have to be read to find what has waited too long.
  private static final Duration LONGEST_LIST = Duration.ofSeconds(60);

  private static final String ORDERS = "订单查询";

  private static final Comparator<Order> NEWEST_FIRST =
      Comparator.comparing(Order::createdAt).thenComparing(Order::order).reversed();

  private static final Comparator<Order> OLDEST_FIRST =
      Comparator.comparing(Order::createdAt).thenComparing(Order::order);

  private final Asker asker;
  private final ShopProfile profile;
  private final Kept<Order> orders;
  private final Kept<List<Order>> lists;

  HttpOrders(Asker asker, ShopProfile profile, Surroundings around) {
    this.asker = asker;
    this.profile = profile;
    this.orders = new Kept<>(Freshness.ORDER, around);
    this.lists = new Kept<>(Freshness.ORDER_LIST, around);
  }

  @Override
  public Answer<Order> find(String order) {
    return order.isBlank() ? new Answer.Missing<>() : orders.get(order, asked -> ask(order, asked));
  }

  /// What the shop said of it last.
  Optional<Told<Order>> last(String order) {
    return orders.last(order);
  }

  void forget(String order) {
    orders.forget(order);
    lists.forgetAll();
  }

  private Answer<Order> ask(String order, Asked asked) {
    if (!asker.offers("orders.find")) {
      return Asker.notOffered(ORDERS);
    }
    return asker.one(
        asker.ask("orders.find", Map.of("order", order)),
        row -> order(row, asked),
        found -> found.order().equals(order));
  }

  @Override
  public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
    if (buyer.isBlank()) {
      return new Answer.Found<>(List.of());
    }
    var after = asker.uses("orders.of_buyer", "after") ? afterOrder : "";
    var most = asker.uses("orders.of_buyer", "limit") ? limit : 0;
    var values = Map.<String, Object>of("buyer", buyer, "after", afterOrder, "limit", limit);
    var found =
        lists.get(
            String.join("\n", "buyer", buyer, after, Integer.toString(most)),
            asked -> askFor("orders.of_buyer", values, asked));
    return HttpProducts.mapped(found, all -> ofBuyer(all, buyer, afterOrder, limit, after));
  }

  /// Never an order of anybody else, whatever the shop sends.
  private static List<Order> ofBuyer(
      List<Order> all, String buyer, String afterOrder, int limit, String after) {
    var own =
        all.stream().filter(o -> o.buyer().equals(buyer)).sorted(NEWEST_FIRST).distinct().toList();
    if (afterOrder.isEmpty() || !after.isEmpty()) {
      return own.stream().limit(limit).toList();
    }
    var behind = own.stream().dropWhile(o -> !o.order().equals(afterOrder)).skip(1);
    return behind.limit(limit).toList();
  }

  @Override
  public Answer<List<Order>> inState(OrderState state, int limit) {
    var found =
        lists.getInTime(
            "state " + state.wireName() + " " + limit,
            LONGEST_LIST,
            asked -> askForState(state, limit, asked));
    return HttpProducts.mapped(
        found,
        all ->
            all.stream()
                .filter(order -> order.state() == state)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList());
  }

  /// Several of the shop's states may be one of ours.
  private Answer<List<Order>> askForState(OrderState state, int limit, Asked asked) {
    var words = theirWords(state);
    var together = words.size() < 2 || asker.uses("orders.in_state", "states");
    var all = new ArrayList<Order>();
    for (var word : together ? List.of(words.getFirst()) : words) {
      var values = new HashMap<String, Object>();
      values.put("state", word);
      values.put("states", words);
      values.put("limit", limit);
      switch (askFor("orders.in_state", values, asked)) {
        case Answer.Found<List<Order>>(var found) -> all.addAll(found);
        case Answer.Missing<List<Order>> _ -> {}
        case Answer.Failed<List<Order>> failed -> {
          return failed;
        }
      }
    }
    return new Answer.Found<>(all);
  }

  private List<String> theirWords(OrderState state) {
    var field = asker.fieldsOf("orders").find("state");
    var words =
        field == null
            ? List.<String>of()
            : field.map().entrySet().stream()
                .filter(each -> each.getValue().equals(state.wireName()))
                .map(Map.Entry::getKey)
                .filter(word -> !word.equals("*"))
                .sorted()
                .toList();
    return words.isEmpty() ? List.of(state.wireName()) : words;
  }

  private Answer<List<Order>> askFor(String request, Map<String, Object> values, Asked asked) {
    if (!asker.offers(request)) {
      return Asker.notOffered(ORDERS);
    }
    var answer = asker.many(asker.ask(request, values), row -> order(row, asked));
    answer.found().ifPresent(all -> all.forEach(o -> orders.learn(o.order(), o, asked)));
    return answer;
  }

  private Order order(Row row, Asked asked) {
    var state =
        OrderState.ofWireName(row.word("state", Column.ORDER_STATES))
            .orElseThrow(() -> new Unreadable("state has a word that is not mapped"));
    var paidAt = row.momentOrNull("paid_at");
    return new Order(
        row.text("order"),
        row.text("buyer"),
        state,
        row.rows("lines", HttpOrders::line),
        row.fen("amount"),
        row.fenOrNull("freight"),
        row.moment("created_at"),
        paidAt,
        row.momentOrNull("shipped_at"),
        row.momentOrNull("signed_at"),
        shipBy(state, paidAt, row.momentOrNull("ship_by")),
        row.textOrNull("courier"),
        row.textOrNull("parcel"),
        row.textOr("province", ""),
        row.textOr("city", ""),
        asked.at(),
        asker.source());
  }

  private static OrderLine line(Row row) {
    return new OrderLine(
        row.text("sku"), row.text("title"), row.count("quantity"), row.fen("price"));
  }

  private @Nullable Instant shipBy(
      OrderState state, @Nullable Instant paidAt, @Nullable Instant told) {
    if (state != OrderState.PAID || paidAt == null) {
      return null;
    }
    return told == null ? paidAt.plus(profile.shop().promise().target()) : told;
  }
}
