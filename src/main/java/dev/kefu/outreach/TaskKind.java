package dev.kefu.outreach;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a shopper should be told, or a courier reminded. The wire name is the lower-case name.
public enum TaskKind {
  /// Paid and not sent, and the promise runs out.
  LATE_SHIPMENT("late"),
  /// Paid and not sent, and the last moment has passed.
  OVERDUE_SHIPMENT("late"),
  /// Paid, and something in it is sold out.
  STOCK_OUT("stock_out"),
  /// Sent, and no courier has seen it for days.
  LOST_PARCEL("lost"),
  /// At the shopper's door for days, and nobody has signed for it.
  UNSIGNED("lost"),
  /// A courier has not answered a claim in time; the shopper is not told of it.
  COURIER_CLAIM(null);

  private final @Nullable String reason;

  TaskKind(@Nullable String reason) {
    this.reason = reason;
  }

  /// The rulebook's reason that speaks of it; null when nothing is given for it.
  @Nullable String reason() {
    return reason;
  }

  /// Whether it is the shopper who has to be told.
  boolean isForShopper() {
    return this != COURIER_CLAIM;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
