package dev.kefu.commerce.demo;

import dev.kefu.base.Fen;
import dev.kefu.base.Ids;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Payouts;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The demo shop's till for money going out. It books what it pays; a changed price is taken off
/// the order as well, and nothing else changes.
@Component
@OfDemoShop
class DemoPayouts implements Payouts {

  private final DemoLine line;
  private final JdbcClient writer;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  DemoPayouts(
      DemoLine line,
      JdbcClient writer,
      TransactionTemplate transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.line = line;
    this.writer = writer;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Receipt pay(Payout payout) {
    line.requirePayouts(DemoLine.PAYOUT);
    var receipt = transactions.execute(_ -> payOnce(payout));
    var order = payout.order();
    if (receipt.paid() && order != null && payout.form().equals(PRICE_CHANGE)) {
      events.publishEvent(new OrderMoved(order));
    }
    line.requirePayouts(DemoLine.PAYOUT_ANSWER);
    return receipt;
  }

  @Override
  public Optional<Receipt> find(String key) {
    line.requirePayouts(DemoLine.PAYOUT);
    return booked(key);
  }

  /// Whoever comes second with a key adds nothing and reads the first's receipt.
  private Receipt payOnce(Payout payout) {
    var receipt = receipt(payout);
    if (book(payout, receipt) && receipt.paid() && payout.form().equals(PRICE_CHANGE)) {
      takeOff(payout);
    }
    return booked(payout.key()).orElseThrow();
  }

  private Receipt receipt(Payout payout) {
    var objection = objection(payout);
    return objection == null
        ? new Receipt(payout.key(), true, Ids.next("pay_"), told(payout))
        : new Receipt(payout.key(), false, "", objection);
  }

  private @Nullable String objection(Payout payout) {
    if (payout.order() == null) {
      return knowsBuyer(payout.buyer()) ? null : "店铺没有这位买家";
    }
    var order = DemoOrders.row(writer, payout.order());
    if (order.isEmpty()) {
      return "店铺没有这笔订单";
    }
    if (!order.get().buyer().equals(payout.buyer())) {
      return "订单不属于这位买家";
    }
    return payout.form().equals(PRICE_CHANGE) ? objectionToChange(order.get(), payout) : null;
  }

  /// What is paid has its price, and something stays to be paid.
  private @Nullable String objectionToChange(OrderRow order, Payout payout) {
    if (!order.state().equals(OrderState.UNPAID.wireName())) {
      return "订单不是待付款，不能改价";
    }
    var toPay = goodsFen(order.orderId()) + order.shippingFeeFen() - order.discountFen();
    return payout.amountFen() < toPay ? null : "改价后须大于 0 元";
  }

  private long goodsFen(String order) {
    return writer
        .sql(
            """
            select coalesce(sum(price_fen * quantity), 0) from demo_order_line
            where order_id = :order
            """)
        .param("order", order)
        .query(Long.class)
        .single();
  }

  private void takeOff(Payout payout) {
    writer
        .sql(
            """
            update demo_order set discount_fen = discount_fen + :off where order_id = :order
            """)
        .param("off", payout.amountFen())
        .param("order", payout.order())
        .update();
  }

  private boolean knowsBuyer(String buyer) {
    return writer
            .sql(
                """
                select (select count(*) from demo_member where buyer = :buyer)
                  + (select count(*) from demo_order where buyer = :buyer)
                """)
            .param("buyer", buyer)
            .query(Integer.class)
            .single()
        > 0;
  }

  /// @return whether nobody had booked anything under the key before
  private boolean book(Payout payout, Receipt receipt) {
    return writer
            .sql(
                """
                insert into demo_payout (payout_key, order_id, buyer, form, amount_fen, paid, reference,
                  told, booked_at)
                values (:key, :order, :buyer, :form, :amountFen, :paid, :reference, :told, :now)
                on conflict (payout_key) do nothing
                """)
            .param("key", payout.key())
            .param("order", payout.order())
            .param("buyer", payout.buyer())
            .param("form", payout.form())
            .param("amountFen", payout.amountFen())
            .param("paid", receipt.paid() ? 1 : 0)
            .param("reference", receipt.reference())
            .param("told", receipt.text())
            .param("now", clock.millis())
            .update()
        == 1;
  }

  private Optional<Receipt> booked(String key) {
    return writer
        .sql(
            """
            select payout_key, paid, reference, told, amount_fen from demo_payout
            where payout_key = :key
            """)
        .param("key", key)
        .query((row, _) ->
            new Receipt(
                row.getString("payout_key"),
                row.getInt("paid") == 1,
                row.getString("reference"),
                row.getString("told"),
                row.getLong("amount_fen")))
        .optional();
  }

  private static String told(Payout payout) {
    var yuan = Fen.yuan(payout.amountFen());
    return switch (payout.form()) {
      case "refund" -> "已退款 " + yuan + " 元";
      case "price_gap" -> "已退差价 " + yuan + " 元";
      case "small_payment" -> "已打款 " + yuan + " 元";
      case "coupon" -> "已发放 " + yuan + " 元优惠券";
      case "points" -> "已发放价值 " + yuan + " 元的积分";
      case PRICE_CHANGE -> "订单已改价，优惠 " + yuan + " 元";
      case "exchange" -> "已登记换货";
      default -> "已登记补发";
    };
  }
}
