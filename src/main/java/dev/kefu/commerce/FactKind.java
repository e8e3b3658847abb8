package dev.kefu.commerce;

/// What a fact is about. The wire name is the lower-case name.
public enum FactKind {
  STOCK,
  PRICE,
  ORDER,
  PARCEL,
  SHIP_BY,
  PROMOTION,

  /// What is left to pay for one piece after everything that runs (到手价).
  PAYABLE,
  SHIPPING_FEE,
  MEMBER,
  POLICY
}
