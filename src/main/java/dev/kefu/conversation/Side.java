package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;

/// Who talks with whom: the shopper, and whoever of the shop.
public enum Side {
  SHOPPER,
  STAFF;

  public static Side of(Actor actor) {
    return switch (actor) {
      case Shopper _ -> SHOPPER;
      case Staff _ -> STAFF;
    };
  }

  public Side other() {
    return switch (this) {
      case SHOPPER -> STAFF;
      case STAFF -> SHOPPER;
    };
  }
}
