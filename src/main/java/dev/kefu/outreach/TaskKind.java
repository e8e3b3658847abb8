package dev.kefu.outreach;

/// Why a shopper should be told. The wire name is the lower-case name.
public enum TaskKind {
  /// Paid and not sent, and the promise runs out.
  LATE_SHIPMENT,
  /// Paid, and something in it is sold out.
  STOCK_OUT,
  /// Sent, and no courier has seen it for days.
  LOST_PARCEL
}
