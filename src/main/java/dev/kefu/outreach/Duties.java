package dev.kefu.outreach;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Order.OrderLine;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Looks through the shop for what shoppers should be told. Asks only what is true now; a shop that
/// does not answer owes nothing until it does.
@Component
class Duties {

  /// Orders looked at in one go.
  private static final int PAGE = 500;

  private static final Set<String> ARRIVED = Set.of("signed", "returned");
  private static final String AT_THE_DOOR = "delivering";

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M月d日 HH:mm");

  private final Facts facts;
  private final Orders orders;
  private final Products products;
  private final Shipping shipping;
  private final ShopProfile profile;
  private final OverdueClaims claims;
  private final OutreachSettings settings;

  Duties(
      Facts facts,
      Orders orders,
      Products products,
      Shipping shipping,
      ShopProfile profile,
      OverdueClaims claims,
      OutreachSettings settings) {
    this.facts = facts;
    this.orders = orders;
    this.products = products;
    this.shipping = shipping;
    this.profile = profile;
    this.claims = claims;
    this.settings = settings;
  }

  /// Everything owed now, handed on a page of orders at a time.
  void each(Instant now, Consumer<List<Duty>> page) {
    var look = new Look(now, profile.shop(), new HashMap<>());
    eachIn(OrderState.PAID, look, page);
    eachIn(OrderState.SHIPPED, look, page);
    eachOverdue(look, page);
  }

  private void eachIn(OrderState state, Look look, Consumer<List<Duty>> page) {
    var after = "";
    while (orders.inState(state, after, PAGE) instanceof Answer.Found<List<Order>>(var found)) {
      page.accept(found.stream().flatMap(order -> of(order, look).stream()).toList());
      if (found.size() < PAGE) {
        return;
      }
      after = found.getLast().order();
    }
  }

  private void eachOverdue(Look look, Consumer<List<Duty>> page) {
    var after = "";
    List<OverdueClaims.Overdue> found;
    do {
      found = claims.all(look.now(), after, PAGE);
      page.accept(found.stream().map(claim -> overdue(claim, look)).toList());
      after = found.isEmpty() ? after : found.getLast().id();
    } while (found.size() == PAGE);
  }

  private static Duty overdue(OverdueClaims.Overdue claim, Look look) {
    var courier =
        look.shop().courier(claim.courier()).map(Shop.Courier::name).orElse(claim.courier());
    var text =
        "%s没有在%s前答复包裹%s的理赔（订单%s，索赔%s元），请催办或登记结果。"
            .formatted(
                courier,
                moment(claim.answerBy(), look),
                claim.parcel(),
                claim.order(),
                Fen.yuan(claim.askedFen()));
    return new Duty(
        TaskKind.COURIER_CLAIM,
        TaskKind.COURIER_CLAIM.wire() + " " + claim.courier(),
        claim.order(),
        claim.buyer(),
        claim.askedFen(),
        null,
        claim.id(),
        courier,
        text,
        claim.answerBy());
  }

  /// What is owed about one order; nothing is known when the shop does not answer.
  Optional<List<Duty>> of(String order, Instant now) {
    var look = new Look(now, profile.shop(), new HashMap<>());
    return switch (orders.find(order)) {
      case Answer.Found<Order>(var found) ->
          Optional.of(and(of(found, look), overdueOf(order, look)));
      case Answer.Missing<Order> _ -> Optional.of(overdueOf(order, look));
      case Answer.Failed<Order> _ -> Optional.empty();
    };
  }

  /// The same for words that go out now: what the shop said a moment ago does not count.
  Optional<List<Duty>> anew(String order, Instant now) {
    return facts.anew(() -> of(order, now));
  }

  private List<Duty> overdueOf(String order, Look look) {
    return claims.ofOrder(order, look.now()).stream().map(claim -> overdue(claim, look)).toList();
  }

  private static List<Duty> and(List<Duty> some, List<Duty> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /// One look through the shop: each SKU is asked about once.
  private record Look(Instant now, Shop shop, Map<String, Optional<Product>> shelf) {}

  private List<Duty> of(Order order, Look look) {
    var duties = new ArrayList<Duty>();
    if (order.state() == OrderState.PAID) {
      late(order, look).ifPresent(duties::add);
      soldOut(order, look).ifPresent(duties::add);
    }
    if (order.state() == OrderState.SHIPPED) {
      unseen(order, look).ifPresent(duties::add);
    }
    return duties;
  }

  private Optional<Duty> late(Order order, Look look) {
    var paidAt = order.paidAt();
    if (paidAt == null || paidAt.plus(settings.lateAfter()).isAfter(look.now())) {
      return Optional.empty();
    }
    var limit = paidAt.plus(look.shop().promise().limit());
    return Optional.of(
        look.now().isBefore(limit) ? late(order, limit, look) : overdue(order, limit));
  }

  private Duty late(Order order, Instant limit, Look look) {
    var shipBy = order.shipBy() == null ? limit : order.shipBy();
    var text =
        look.now().isBefore(shipBy)
            ? "亲，您的订单%s（%s）正在加急安排，最晚%s前发出，让您久等了。"
                .formatted(order.order(), titles(order), moment(shipBy, look))
            : "亲，非常抱歉，您的订单%s（%s）没能按时发出，我们正在催仓库，有进展马上告诉您。".formatted(order.order(), titles(order));
    return duty(TaskKind.LATE_SHIPMENT, "", order, text, shipBy);
  }

  private static Duty overdue(Order order, Instant limit) {
    var text =
        "亲，非常抱歉，您的订单%s（%s）已超过承诺的发货时间，您可以继续等、换其他商品或申请退款，您看怎么处理方便？"
            .formatted(order.order(), titles(order));
    return duty(TaskKind.OVERDUE_SHIPMENT, "", order, text, limit);
  }

  private static Duty duty(TaskKind kind, String of, Order order, String text, Instant dueAt) {
    var cause = of.isEmpty() ? kind.wire() : kind.wire() + " " + of;
    return Duty.about(order, kind, cause, null, titles(order), text, dueAt);
  }

  private Optional<Duty> soldOut(Order order, Look look) {
    return order.lines().stream()
        .filter(line -> shelf(line.sku(), look).filter(p -> p.stock() == 0).isPresent())
        .findFirst()
        .map(line -> soldOut(order, line, look));
  }

  private Optional<Product> shelf(String sku, Look look) {
    return look.shelf().computeIfAbsent(sku, asked -> products.find(asked).found());
  }

  private Duty soldOut(Order order, OrderLine line, Look look) {
    var text =
        "亲，非常抱歉，您订单%s里的%s暂时缺货，您可以换其他规格、等补货或申请退款，您看怎么处理方便？".formatted(order.order(), line.title());
    return Duty.about(
        order,
        TaskKind.STOCK_OUT,
        TaskKind.STOCK_OUT.wire() + " " + line.sku(),
        line.sku(),
        line.title(),
        text,
        look.now().plus(settings.stockOutWithin()));
  }

  private Optional<Duty> unseen(Order order, Look look) {
    if (order.parcel() == null) {
      return Optional.empty();
    }
    return shipping
        .parcel(order.parcel())
        .found()
        .filter(parcel -> !ARRIVED.contains(parcel.state()))
        .flatMap(parcel -> unseen(order, parcel, look));
  }

  private Optional<Duty> unseen(Order order, Parcel parcel, Look look) {
    var quiet = Duration.between(lastSeen(parcel, order), look.now());
    if (parcel.state().equals(AT_THE_DOOR)) {
      return quiet.compareTo(settings.unsignedAfter()) < 0
          ? Optional.empty()
          : Optional.of(unsigned(order, parcel, look));
    }
    return quiet.compareTo(settings.lostAfter()) < 0
        ? Optional.empty()
        : Optional.of(lost(order, parcel, look));
  }

  private Duty lost(Order order, Parcel parcel, Look look) {
    var text =
        "亲，您订单%s的包裹%s自%s起没有新的物流信息，我们已联系快递核实，确认丢件会为您补发或退款，请放心。"
            .formatted(order.order(), parcel.parcel(), moment(lastSeen(parcel, order), look));
    return duty(
        TaskKind.LOST_PARCEL,
        parcel.courier(),
        order,
        text,
        look.now().plus(settings.lostWithin()));
  }

  private Duty unsigned(Order order, Parcel parcel, Look look) {
    var text =
        "亲，您订单%s的包裹%s已派送但还没有签收，请留意快递电话或到代收点看看；如果没有收到，请告诉我们，马上为您核实。"
            .formatted(order.order(), parcel.parcel());
    return duty(
        TaskKind.UNSIGNED, parcel.courier(), order, text, look.now().plus(settings.lostWithin()));
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

  private static String moment(Instant at, Look look) {
    return MOMENT.format(at.atZone(look.shop().zone()));
  }
}
