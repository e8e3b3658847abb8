package dev.kefu.commerce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as REST tells it: without name, phone and street.
public record OrderView(
    String order,
    String buyer,
    OrderState state,
    List<Order.OrderLine> lines,
    Instant createdAt,
    @Nullable Instant paidAt,
    @Nullable Instant shippedAt,
    @Nullable Instant signedAt,
    @Nullable Instant shipBy,
    @Nullable String courier,
    @Nullable String parcel,
    String province,
    String city,
    long amountFen,
    Instant asOf,
    String source,
    List<Fact> facts) {

  public static OrderView of(Order order, Facts facts) {
    return of(List.of(order), facts).getFirst();
  }

  /// Several at once, so that a shop outside is asked for all their facts together.
  public static List<OrderView> of(List<Order> orders, Facts facts) {
    var refs = orders.stream().flatMap(order -> refs(order).stream()).toList();
    var read = facts.read(refs).iterator();
    return orders.stream().map(order -> view(order, read)).toList();
  }

  /// What else is asked about an order, in the order of its facts.
  private static List<FactRef> refs(Order order) {
    var refs = new ArrayList<FactRef>();
    if (order.shipBy() != null) {
      refs.add(new FactRef(FactKind.SHIP_BY, order.order()));
    }
    if (order.parcel() != null) {
      refs.add(new FactRef(FactKind.PARCEL, order.parcel()));
    }
    return refs;
  }

  private static OrderView view(Order order, Iterator<Fact> read) {
    var all = new ArrayList<Fact>();
    all.add(order.stateFact());
    refs(order).forEach(_ -> all.add(read.next()));
    return new OrderView(
        order.order(),
        order.buyer(),
        order.state(),
        order.lines(),
        order.createdAt(),
        order.paidAt(),
        order.shippedAt(),
        order.signedAt(),
        order.shipBy(),
        order.courier(),
        order.parcel(),
        order.province(),
        order.city(),
        order.amountFen(),
        order.asOf(),
        order.source(),
        all);
  }
}
