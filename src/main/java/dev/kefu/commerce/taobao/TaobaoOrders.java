package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import dev.kefu.commerce.line.Unreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The orders of a shop on the platform: its trades of the last three months.
class TaobaoOrders implements Orders {

  /// Many pages may have to be read to find what has waited too long.
  private static final Duration LONGEST_LIST = Duration.ofSeconds(60);

  private static final String SOLD = "taobao.trades.sold.get";
  private static final String NUMBER = "[0-9]{1,19}";
  private static final int PAGE = 100;

  private static final Comparator<Order> NEWEST_FIRST =
      Comparator.comparing(Order::createdAt).thenComparing(Order::order).reversed();

  private static final Comparator<Order> OLDEST_FIRST =
      Comparator.comparing(Order::createdAt).thenComparing(Order::order);

  private final TopGateway gateway;
  private final Pages pages;
  private final Trades trades;
  private final Parcels parcels;
  private final Refunds refunds;
  private final Kept<Order> orders;
  private final Kept<List<Order>> lists;

  TaobaoOrders(
      TopGateway gateway,
      Pages pages,
      Trades trades,
      Parcels parcels,
      Refunds refunds,
      Surroundings around) {
    this.gateway = gateway;
    this.pages = pages;
    this.trades = trades;
    this.parcels = parcels;
    this.refunds = refunds;
    this.orders = new Kept<>(Freshness.ORDER, around);
    this.lists = new Kept<>(Freshness.ORDER_LIST, around);
  }

  @Override
  public Answer<Order> find(String order) {
    return order.matches(NUMBER)
        ? orders.get(order, asked -> ask(order, asked))
        : new Answer.Missing<>();
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
    return gateway.read(
        "taobao.trade.fullinfo.get",
        Map.of("fields", Trades.FIELDS, "tid", order),
        body -> {
          var found = read(Row.of("trade", body.path("trade")), asked);
          if (!found.order().equals(order)) {
            throw new Unreadable("is not the trade that was asked for");
          }
          return new Answer.Found<>(found);
        });
  }

  private Order read(Row trade, Asked asked) {
    parcels.learn(trade);
    return trades.order(trade, asked);
  }

  @Override
  public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
    if (buyer.isBlank()) {
      return new Answer.Found<>(List.of());
    }
    return lists.get(
        String.join("\n", "buyer", buyer, afterOrder, Integer.toString(limit)),
        asked ->
            mapped(
                list(buyer, read -> after(read, buyer, afterOrder).size() >= limit, asked),
                all -> after(all, buyer, afterOrder).stream().limit(limit).toList()));
  }

  /// Never an order of anybody else, whatever the platform sends.
  private static List<Order> after(List<Order> all, String buyer, String afterOrder) {
    var own =
        all.stream().filter(o -> o.buyer().equals(buyer)).sorted(NEWEST_FIRST).distinct().toList();
    return afterOrder.isEmpty()
        ? own
        : own.stream().dropWhile(o -> !o.order().equals(afterOrder)).skip(1).toList();
  }

  @Override
  public Answer<List<Order>> inState(OrderState state, int limit) {
    return lists.getInTime(
        "state " + state.wireName() + " " + limit,
        LONGEST_LIST,
        asked -> askForState(state, limit, asked));
  }

  private Answer<List<Order>> askForState(OrderState state, int limit, Asked asked) {
    if (state == OrderState.REFUNDING) {
      return refunding(limit);
    }
    var all = new ArrayList<Order>();
    for (var word : Trades.words(state)) {
      var values = Map.of("fields", Trades.FIELDS, "status", word);
      switch (pages.oldest(SOLD, values, PAGE, "trades", "trade", limit)) {
        case Answer.Found<List<Row>>(var rows) -> {
          var read = gateway.reading(SOLD, () -> new Answer.Found<>(learnt(rows, asked)));
          if (!(read instanceof Answer.Found<List<Order>>(var found))) {
            return read;
          }
          all.addAll(found);
        }
        case Answer.Missing<List<Row>> _ -> {}
        case Answer.Failed<List<Row>>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    return new Answer.Found<>(oldest(all, state, limit));
  }

  /// The platform lists refunds, not the trades they are of.
  private Answer<List<Order>> refunding(int limit) {
    return switch (refunds.openTrades()) {
      case Answer.Found<List<String>>(var numbers) ->
          new Answer.Found<>(
              oldest(
                  numbers.stream()
                      .limit(limit)
                      .flatMap(number -> find(number).found().stream())
                      .toList(),
                  OrderState.REFUNDING,
                  limit));
      case Answer.Missing<List<String>> _ -> new Answer.Found<>(List.of());
      case Answer.Failed<List<String>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private static List<Order> oldest(List<Order> all, OrderState state, int limit) {
    return all.stream()
        .filter(order -> order.state() == state)
        .sorted(OLDEST_FIRST)
        .distinct()
        .limit(limit)
        .toList();
  }

  private Answer<List<Order>> list(String buyer, Predicate<List<Order>> enough, Asked asked) {
    var values = Map.of("fields", Trades.FIELDS, "buyer_open_uid", buyer, "use_has_next", "true");
    Predicate<List<Row>> read =
        rows -> enough.test(rows.stream().map(row -> read(row, asked)).toList());
    return gateway.reading(
        SOLD,
        () ->
            switch (pages.list(SOLD, values, PAGE, "trades", "trade", read)) {
              case Answer.Found<Pages.Listed>(var listed) ->
                  new Answer.Found<>(learnt(listed.rows(), asked));
              case Answer.Missing<Pages.Listed> _ -> new Answer.Found<>(List.of());
              case Answer.Failed<Pages.Listed>(var reason) -> new Answer.Failed<>(reason);
            });
  }

  private List<Order> learnt(List<Row> rows, Asked asked) {
    var all = rows.stream().map(row -> read(row, asked)).toList();
    all.forEach(order -> orders.learn(order.order(), order, asked));
    return all;
  }

  private static Answer<List<Order>> mapped(
      Answer<List<Order>> answer, UnaryOperator<List<Order>> form) {
    return answer instanceof Answer.Found<List<Order>>(var all)
        ? new Answer.Found<>(form.apply(all))
        : answer;
  }
}
