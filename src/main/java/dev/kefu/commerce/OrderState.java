package dev.kefu.commerce;

/// Where an order stands. The wire name is the lower-case name.
public enum OrderState {
  UNPAID,
  PAID,
  SHIPPED,
  SIGNED,
  DONE,
  CLOSED,
  REFUNDING
}
