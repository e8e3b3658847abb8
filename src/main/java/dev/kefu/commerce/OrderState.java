package dev.kefu.commerce;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where an order stands. The wire name is the lower-case name.
public enum OrderState {
  UNPAID("待付款"),
  PAID("待发货"),
  SHIPPED("已发货"),
  SIGNED("已签收"),
  DONE("交易成功"),
  CLOSED("交易关闭"),
  REFUNDING("退款中");

  private final String title;

  OrderState(String title) {
    this.title = title;
  }

  /// As a shopper reads it.
  public String title() {
    return title;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<OrderState> ofWireName(String text) {
    return Arrays.stream(values()).filter(s -> s.wireName().equals(text)).findFirst();
  }
}
