package dev.kefu.commerce.line;

import java.time.Duration;

/// How long what a shop outside has said is as good as new.
public final class Freshness {

  /// Stock and price.
  public static final Duration PRODUCT = Duration.ofSeconds(15);

  public static final Duration ORDER = Duration.ofSeconds(60);

  /// A list of the newest: an order that was just placed should be in it.
  public static final Duration ORDER_LIST = Duration.ofSeconds(15);

  /// A parcel, and what sending one costs.
  public static final Duration PARCEL = Duration.ofMinutes(10);

  public static final Duration MEMBER = Duration.ofMinutes(5);

  public static final Duration PROMOTION = Duration.ofSeconds(60);

  private Freshness() {}
}
