package dev.kefu.commerce;

/// What a fact is about. The wire name is the lower-case name.
public enum FactKind {
  STOCK,
  PRICE,
  ORDER,
  PARCEL,
  SHIP_BY,
  PROMOTION,
  SHIPPING_FEE,
  MEMBER,
  POLICY
}
