package dev.kefu.outreach;

import java.util.Locale;

/// Why a shopper should be told. The wire name is the lower-case name.
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
  UNSIGNED("lost");

  private final String reason;

  TaskKind(String reason) {
    this.reason = reason;
  }

  /// The rulebook's reason that speaks of it.
  String reason() {
    return reason;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
