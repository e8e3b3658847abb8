package dev.kefu.commerce.demo;

import dev.kefu.commerce.OrderState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The moments an order has gone through, and which of them belong to a state.
record OrderTimes(
    @Nullable Long paidAt,
    @Nullable Long shippedAt,
    @Nullable Long signedAt,
    @Nullable Long closedAt) {

  static final List<String> STATES =
      Arrays.stream(OrderState.values()).map(OrderState::wireName).toList();

  static OrderTimes of(OrderRow row) {
    return new OrderTimes(row.paidAt(), row.shippedAt(), row.signedAt(), row.closedAt());
  }

  /// These, with those of another instead where it has them.
  OrderTimes with(OrderTimes told) {
    return new OrderTimes(
        told.paidAt == null ? paidAt : told.paidAt,
        told.shippedAt == null ? shippedAt : told.shippedAt,
        told.signedAt == null ? signedAt : told.signedAt,
        told.closedAt == null ? closedAt : told.closedAt);
  }

  /// The moment a state needs and that is not there; null when all are.
  @Nullable String missing(OrderState state) {
    return switch (state) {
      case UNPAID -> null;
      case PAID, REFUNDING -> absent(paidAt, "paid_at");
      case SHIPPED -> first(absent(paidAt, "paid_at"), absent(shippedAt, "shipped_at"));
      case SIGNED, DONE ->
          first(
              first(absent(paidAt, "paid_at"), absent(shippedAt, "shipped_at")),
              absent(signedAt, "signed_at"));
      case CLOSED -> absent(closedAt, "closed_at");
    };
  }

  /// A moment that cannot have come in a state; null when there is none.
  @Nullable String surplus(OrderState state) {
    return switch (state) {
      case UNPAID ->
          first(
              first(present(paidAt, "paid_at"), present(shippedAt, "shipped_at")),
              first(present(signedAt, "signed_at"), present(closedAt, "closed_at")));
      case PAID ->
          first(
              present(shippedAt, "shipped_at"),
              first(present(signedAt, "signed_at"), present(closedAt, "closed_at")));
      case SHIPPED -> first(present(signedAt, "signed_at"), present(closedAt, "closed_at"));
      case SIGNED, REFUNDING -> present(closedAt, "closed_at");
      case DONE, CLOSED -> null;
    };
  }

  /// As a state wants them: what it needs and lacks is now, what it cannot have is left out.
  OrderTimes fitting(OrderState state, long now) {
    return switch (state) {
      case UNPAID -> new OrderTimes(null, null, null, null);
      case PAID -> new OrderTimes(or(paidAt, now), null, null, null);
      case SHIPPED -> {
        var shipped = or(shippedAt, now);
        yield new OrderTimes(or(paidAt, shipped), shipped, null, null);
      }
      case SIGNED -> delivered(now, null);
      case DONE -> delivered(now, or(closedAt, now));
      case CLOSED -> new OrderTimes(paidAt, shippedAt, signedAt, or(closedAt, now));
      case REFUNDING -> new OrderTimes(or(paidAt, now), shippedAt, signedAt, null);
    };
  }

  private OrderTimes delivered(long now, @Nullable Long closed) {
    var signed = or(signedAt, now);
    var shipped = or(shippedAt, signed);
    return new OrderTimes(or(paidAt, shipped), shipped, signed, closed);
  }

  private static long or(@Nullable Long time, long otherwise) {
    return time == null ? otherwise : time;
  }

  private static @Nullable String absent(@Nullable Long time, String name) {
    return time == null ? name : null;
  }

  private static @Nullable String present(@Nullable Long time, String name) {
    return time == null ? null : name;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
