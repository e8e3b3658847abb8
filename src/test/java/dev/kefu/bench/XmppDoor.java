package dev.kefu.bench;

import java.util.concurrent.atomic.AtomicInteger;

/// Where everybody has an account already.
final class XmppDoor implements Door {

  static final String DOMAIN = "bench";
  static final String PASSWORD = "kefu-bench";

  private final AtomicInteger shoppers = new AtomicInteger();

  /// The account of a shopper.
  static String shopperAccount(int number) {
    return "s" + number;
  }

  /// The account of an agent.
  static String agentAccount(int number) {
    return "a" + number;
  }

  @Override
  public String shopper() {
    return shopperAccount(shoppers.getAndIncrement());
  }

  @Override
  public String agent(int number) {
    return agentAccount(number);
  }
}
