package dev.kefu.commerce;

import java.time.Instant;
import java.util.ArrayList;
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
        factsOf(order, facts));
  }

  private static List<Fact> factsOf(Order order, Facts facts) {
    var all = new ArrayList<Fact>();
    all.add(order.stateFact());
    if (order.shipBy() != null) {
      all.add(facts.read(new FactRef(FactKind.SHIP_BY, order.order())));
    }
    if (order.parcel() != null) {
      all.add(facts.read(new FactRef(FactKind.PARCEL, order.parcel())));
    }
    return all;
  }
}
