package dev.kefu.account;

import org.jspecify.annotations.Nullable;

/// A visitor of the shop.
///
/// @param buyer the shop's own name of a buyer it has vouched for; null for an anonymous visitor
public record Shopper(ShopperId id, String name, @Nullable String buyer) implements Actor {

  @Override
  public String actorId() {
    return id.value();
  }

  /// Orders are shown only to a shopper the shop has vouched for.
  public boolean verified() {
    return buyer != null;
  }
}
