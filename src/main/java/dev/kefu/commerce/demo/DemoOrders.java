package dev.kefu.commerce.demo;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Order.OrderLine;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.ReadOnly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The demo shop's orders.
@Component
@OfDemoShop
class DemoOrders implements Orders {

  private static final String ORDER = DemoLine.wireName(FactKind.ORDER);
  private static final int MOST_LINES = 20_000;

  private final DemoLine line;
  private final ShopProfile profile;
  private final JdbcClient reader;

  DemoOrders(DemoLine line, ShopProfile profile, @ReadOnly JdbcClient reader) {
    this.line = line;
    this.profile = profile;
    this.reader = reader;
  }

  @Override
  public Answer<Order> find(String order) {
    return line.one(ORDER, () -> row(reader, order).map(r -> told(List.of(r)).getFirst()));
  }

  /// What is true now, whether or not the line is cut.
  Order present(String order) {
    return row(reader, order).map(r -> told(List.of(r)).getFirst()).orElseThrow();
  }

  @Override
  public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
    return line.many(ORDER, () -> told(rowsOf(buyer, afterOrder, limit)));
  }

  @Override
  public Answer<List<Order>> inState(OrderState state, int limit) {
    return inState(state, "", limit);
  }

  @Override
  public Answer<List<Order>> inState(OrderState state, String afterOrder, int limit) {
    return line.many(ORDER, () -> told(rowsIn(state, afterOrder, limit)));
  }

  private List<OrderRow> rowsIn(OrderState state, String afterOrder, int limit) {
    var after =
        afterOrder.isEmpty()
            ? Long.MIN_VALUE
            : row(reader, afterOrder).map(OrderRow::createdAt).orElse(Long.MAX_VALUE);
    return reader
        .sql(
            """
            select order_id, buyer, state, created_at, paid_at, shipped_at, signed_at, closed_at,
              courier, parcel, province, city, address, receiver, phone, shipping_fee_fen,
              discount_fen, note
            from demo_order
            where state = :state
              and (created_at > :after or (created_at = :after and order_id > :afterOrder))
            order by created_at, order_id
            limit :limit
            """)
        .param("state", state.wireName())
        .param("after", after)
        .param("afterOrder", afterOrder)
        .param("limit", limit)
        .query(Rows.of(OrderRow.class))
        .list();
  }

  static Optional<OrderRow> row(JdbcClient jdbc, String order) {
    return jdbc.sql(
            """
            select order_id, buyer, state, created_at, paid_at, shipped_at, signed_at, closed_at,
              courier, parcel, province, city, address, receiver, phone, shipping_fee_fen,
              discount_fen, note
            from demo_order
            where order_id = :order
            """)
        .param("order", order)
        .query(Rows.of(OrderRow.class))
        .optional();
  }

  private List<OrderRow> rowsOf(String buyer, String afterOrder, int limit) {
    return reader
        .sql(
            """
            select order_id, buyer, state, created_at, paid_at, shipped_at, signed_at, closed_at,
              courier, parcel, province, city, address, receiver, phone, shipping_fee_fen,
              discount_fen, note
            from demo_order
            where buyer = :buyer and (created_at < :before
              or (created_at = :before and order_id < :after))
            order by created_at desc, order_id desc
            limit :limit
            """)
        .param("buyer", buyer)
        .param("before", createdAt(afterOrder))
        .param("after", afterOrder)
        .param("limit", limit)
        .query(Rows.of(OrderRow.class))
        .list();
  }

  private long createdAt(String order) {
    return order.isEmpty()
        ? Long.MAX_VALUE
        : row(reader, order).map(OrderRow::createdAt).orElse(Long.MIN_VALUE);
  }

  private List<Order> told(List<OrderRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var target = profile.shop().promise().target();
    var lines = lines(rows.stream().map(OrderRow::orderId).toList());
    var now = line.now();
    return rows.stream()
        .map(r -> told(r, lines.getOrDefault(r.orderId(), List.of()), target, now))
        .toList();
  }

  private static Order told(OrderRow row, List<LineOf> lines, Duration target, Instant now) {
    var state = OrderState.ofWireName(row.state()).orElseThrow();
    var goods = lines.stream().mapToLong(l -> l.priceFen() * l.quantity()).sum();
    return new Order(
        row.orderId(),
        row.buyer(),
        state,
        lines.stream().map(LineOf::told).toList(),
        goods + row.shippingFeeFen() - row.discountFen(),
        row.shippingFeeFen(),
        Instant.ofEpochMilli(row.createdAt()),
        moment(row.paidAt()),
        moment(row.shippedAt()),
        moment(row.signedAt()),
        shipBy(state, row.paidAt(), target),
        row.courier(),
        row.parcel(),
        row.province(),
        row.city(),
        now,
        DemoLine.SOURCE);
  }

  private Map<String, List<LineOf>> lines(List<String> orders) {
    return reader
        .sql(
            """
            select l.order_id, l.sku, p.title, p.options, l.quantity, l.price_fen
            from demo_order_line l
            join demo_product p on p.sku = l.sku
            where l.order_id in (:orders)
            order by l.order_id, l.place
            limit :most
            """)
        .param("orders", orders)
        .param("most", MOST_LINES)
        .query(Rows.of(LineOf.class))
        .list()
        .stream()
        .collect(Collectors.groupingBy(LineOf::orderId));
  }

  record LineOf(
      String orderId, String sku, String title, String options, int quantity, long priceFen) {

    OrderLine told() {
      var named = options.isEmpty() ? title : title + " " + options;
      return new OrderLine(sku, named, quantity, priceFen);
    }
  }

  private static @Nullable Instant shipBy(
      OrderState state, @Nullable Long paidAt, Duration target) {
    return state == OrderState.PAID && paidAt != null
        ? Instant.ofEpochMilli(paidAt).plus(target)
        : null;
  }

  private static @Nullable Instant moment(@Nullable Long at) {
    return at == null ? null : Instant.ofEpochMilli(at);
  }
}
