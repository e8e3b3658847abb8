package dev.kefu.base;

/// Before or after the purchase: a conversation belongs to one.
public enum Stage {
  PRE_SALE,
  AFTER_SALE
}
