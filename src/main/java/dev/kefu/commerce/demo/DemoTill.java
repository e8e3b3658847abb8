package dev.kefu.commerce.demo;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.demo.Rows.ParcelRow;
import dev.kefu.commerce.demo.Rows.ScanRow;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes the truth of the demo shop, so that one can watch the facts follow.
@Component
@OfDemoShop
class DemoTill {

  static final int MAX_STOCK = 1_000_000;

  private final JdbcClient writer;
  private final TransactionTemplate transactions;
  private final ShopProfile profile;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Tables tables;

  DemoTill(
      JdbcClient writer,
      TransactionTemplate transactions,
      ShopProfile profile,
      ApplicationEventPublisher events,
      Clock clock) {
    this.writer = writer;
    this.transactions = transactions;
    this.profile = profile;
    this.events = events;
    this.clock = clock;
    this.tables = new Tables(writer);
  }

  /// @throws Refusal `not_found`
  void change(String sku, TillBodies.ProductChange change) {
    boolean ranOut =
        transactions.execute(_ -> {
          var before = found(DemoProducts.row(writer, sku), "没有这个商品：" + sku);
          var after = before.changed(change.stock(), change.priceFen(), change.onSale());
          store(after);
          return before.stock() > 0 && after.stock() == 0 && after.onSale() == 1;
        });
    if (ranOut) {
      events.publishEvent(new StockRanOut(sku));
    }
  }

  /// A new state brings the moments it needs: what is not told and was not known is now. A moment
  /// told without a state moves the order on, if that is its next step.
  ///
  /// @throws Refusal `not_found`, or `bad_request` for what does not fit together
  void change(String order, TillBodies.OrderChange change) {
    boolean moved =
        transactions.execute(_ -> {
          var before = found(DemoOrders.row(writer, order), "没有这笔订单：" + order);
          var after = after(before, change);
          checkCourier(change.courier());
          placeParcel(after);
          store(after);
          return !after.equals(before);
        });
    if (moved) {
      events.publishEvent(new OrderMoved(order));
    }
  }

  /// Adds a scan to a parcel's trace. A parcel that is signed for signs its order.
  ///
  /// @throws Refusal `not_found`
  void scan(String parcel, TillBodies.NewScan scan) {
    var order =
        transactions.execute(_ -> {
          var row = found(DemoShipping.row(writer, parcel), "没有这个包裹：" + parcel);
          var at = scan.at() == null ? clock.millis() : scan.at().toEpochMilli();
          tables.scans(
              List.of(new ScanRow(parcel, nextStep(parcel), at, scan.place(), scan.text())));
          moveParcel(row, scan.state(), at);
          return row.orderId();
        });
    events.publishEvent(new OrderMoved(order));
  }

  private OrderRow after(OrderRow before, TillBodies.OrderChange change) {
    var told = change.times();
    var state = change.orderState().orElseGet(() -> moved(before, told));
    var surplus = told.surplus(state);
    if (surplus != null) {
      throw bad("订单状态为 " + state.wireName() + " 时不能有 " + surplus);
    }
    var times = OrderTimes.of(before).with(told).fitting(state, clock.millis());
    return new OrderRow(
        before.orderId(),
        before.buyer(),
        state.wireName(),
        before.createdAt(),
        times.paidAt(),
        times.shippedAt(),
        times.signedAt(),
        times.closedAt(),
        change.courier() == null ? before.courier() : change.courier(),
        change.parcel() == null ? before.parcel() : change.parcel(),
        before.province(),
        before.city(),
        before.address(),
        before.receiver(),
        before.phone(),
        before.shippingFeeFen(),
        before.discountFen(),
        change.note() == null ? before.note() : change.note());
  }

  private static OrderState moved(OrderRow before, OrderTimes told) {
    var state = OrderState.ofWireName(before.state()).orElseThrow();
    return switch (state) {
      case UNPAID -> told.paidAt() == null ? state : OrderState.PAID;
      case PAID -> told.shippedAt() == null ? state : OrderState.SHIPPED;
      case SHIPPED -> told.signedAt() == null ? state : OrderState.SIGNED;
      case SIGNED, DONE, CLOSED, REFUNDING -> state;
    };
  }

  private void checkCourier(@Nullable String courier) {
    var known = profile.shop().couriers();
    if (courier != null
        && !known.isEmpty()
        && known.stream().noneMatch(c -> c.id().equals(courier))) {
      throw bad("没有这家快递：" + courier);
    }
  }

  /// A parcel number nobody has used becomes this order's parcel.
  private void placeParcel(OrderRow order) {
    if (order.parcel() == null) {
      return;
    }
    var known = DemoShipping.row(writer, order.parcel());
    if (known.isPresent() && !known.get().orderId().equals(order.orderId())) {
      throw bad("包裹 " + order.parcel() + " 属于另一笔订单");
    }
    if (known.isEmpty()) {
      if (order.courier() == null) {
        throw bad("有 parcel 时需要 courier");
      }
      tables.parcels(
          List.of(new ParcelRow(order.parcel(), order.orderId(), order.courier(), "picked_up")));
    }
  }

  private void moveParcel(ParcelRow parcel, @Nullable String state, long at) {
    if (state == null) {
      return;
    }
    writer
        .sql("update demo_parcel set state = :state where parcel = :no")
        .param("state", state)
        .param("no", parcel.parcel())
        .update();
    if (state.equals("signed")) {
      writer
          .sql(
              """
              update demo_order set state = 'signed', signed_at = :at
              where order_id = :order and parcel = :no and state = 'shipped'
              """)
          .param("at", at)
          .param("order", parcel.orderId())
          .param("no", parcel.parcel())
          .update();
    }
  }

  private int nextStep(String parcel) {
    return writer
        .sql("select coalesce(max(step), 0) + 1 from demo_scan where parcel = :no")
        .param("no", parcel)
        .query(Integer.class)
        .single();
  }

  private void store(ProductRow row) {
    writer
        .sql(
            """
            update demo_product set stock = :stock, price_fen = :priceFen, on_sale = :onSale
            where sku = :sku
            """)
        .paramSource(row)
        .update();
  }

  private void store(OrderRow row) {
    writer
        .sql(
            """
            update demo_order set state = :state, paid_at = :paidAt, shipped_at = :shippedAt,
              signed_at = :signedAt, closed_at = :closedAt, courier = :courier, parcel = :parcel,
              note = :note
            where order_id = :orderId
            """)
        .paramSource(row)
        .update();
  }

  private static <T> T found(Optional<T> row, String otherwise) {
    return row.orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, otherwise));
  }

  private static Refusal bad(String text) {
    return new Refusal(ErrorCode.BAD_REQUEST, text);
  }
}
