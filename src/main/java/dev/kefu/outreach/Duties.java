package dev.kefu.outreach;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Order.OrderLine;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.ShopProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Looks through the shop for what shoppers should be told. Asks only what is true now; a shop that
/// does not answer owes nothing until it does.
@Component
class Duties {

  /// Orders looked at in one state: those that have waited longest.
  private static final int MOST = 500;

  private static final Set<String> ARRIVED = Set.of("signed", "returned");

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");

  private final Orders orders;
  private final Products products;
  private final Shipping shipping;
  private final ShopProfile shop;
  private final OutreachSettings settings;

  Duties(
      Orders orders,
      Products products,
      Shipping shipping,
      ShopProfile shop,
      OutreachSettings settings) {
    this.orders = orders;
    this.products = products;
    this.shipping = shipping;
    this.shop = shop;
    this.settings = settings;
  }

  /// Everything owed now.
  List<Duty> all(Instant now) {
    var duties = new ArrayList<Duty>();
    for (var state : List.of(OrderState.PAID, OrderState.SHIPPED)) {
      var waiting = orders.inState(state, MOST).found().orElse(List.of());
      waiting.forEach(order -> duties.addAll(of(order, now)));
    }
    return duties;
  }

  /// What is owed about one order; nothing is known when the shop does not answer.
  Optional<List<Duty>> of(String order, Instant now) {
    return switch (orders.find(order)) {
      case Answer.Found<Order>(var found) -> Optional.of(of(found, now));
      case Answer.Missing<Order> _ -> Optional.of(List.of());
      case Answer.Failed<Order> _ -> Optional.empty();
    };
  }

  private List<Duty> of(Order order, Instant now) {
    var duties = new ArrayList<Duty>();
    if (order.state() == OrderState.PAID) {
      late(order, now).ifPresent(duties::add);
      soldOut(order, now).ifPresent(duties::add);
    }
    if (order.state() == OrderState.SHIPPED) {
      lost(order, now).ifPresent(duties::add);
    }
    return duties;
  }

  private Optional<Duty> late(Order order, Instant now) {
    var paidAt = order.paidAt();
    if (paidAt == null || paidAt.plus(settings.lateAfter()).isAfter(now)) {
      return Optional.empty();
    }
    var shipBy = order.shipBy() == null ? paidAt.plus(limit()) : order.shipBy();
    var text =
        now.isBefore(shipBy)
            ? "亲，您的订单%s（%s）正在加急安排，最晚%s前发出，让您久等了。"
                .formatted(order.order(), titles(order), moment(shipBy))
            : "亲，非常抱歉，您的订单%s（%s）没能按时发出，我们正在催仓库，有进展马上告诉您。".formatted(order.order(), titles(order));
    return Optional.of(new Duty(TaskKind.LATE_SHIPMENT, order, null, text, shipBy));
  }

  private Duration limit() {
    return shop.shop().promise().limit();
  }

  private Optional<Duty> soldOut(Order order, Instant now) {
    return order.lines().stream()
        .filter(line -> products.find(line.sku()).found().filter(p -> p.stock() == 0).isPresent())
        .findFirst()
        .map(line -> soldOut(order, line, now));
  }

  private Duty soldOut(Order order, OrderLine line, Instant now) {
    var text =
        "亲，非常抱歉，您订单%s里的%s暂时缺货，您可以换其他规格、等补货或申请退款，您看怎么处理方便？".formatted(order.order(), line.title());
    return new Duty(
        TaskKind.STOCK_OUT, order, line.sku(), text, now.plus(settings.stockOutWithin()));
  }

  private Optional<Duty> lost(Order order, Instant now) {
    if (order.parcel() == null) {
      return Optional.empty();
    }
    return shipping
        .parcel(order.parcel())
        .found()
        .filter(parcel -> !ARRIVED.contains(parcel.state()))
        .filter(parcel -> !lastSeen(parcel, order).plus(settings.lostAfter()).isAfter(now))
        .map(parcel -> lost(order, parcel, now));
  }

  private Duty lost(Order order, Parcel parcel, Instant now) {
    var text =
        "亲，您订单%s的包裹%s自%s起没有新的物流信息，我们已联系快递核实，确认丢件会为您补发或退款，请放心。"
            .formatted(order.order(), parcel.parcel(), moment(lastSeen(parcel, order)));
    return new Duty(TaskKind.LOST_PARCEL, order, null, text, now.plus(settings.lostWithin()));
  }

  private static Instant lastSeen(Parcel parcel, Order order) {
    if (!parcel.scans().isEmpty()) {
      return parcel.scans().getLast().at();
    }
    return order.shippedAt() == null ? order.createdAt() : order.shippedAt();
  }

  private static String titles(Order order) {
    var first = order.lines().isEmpty() ? "商品" : order.lines().getFirst().title();
    return order.lines().size() > 1 ? first + "等" : first;
  }

  private String moment(Instant at) {
    return MOMENT.format(at.atZone(shop.shop().zone()));
  }
}
