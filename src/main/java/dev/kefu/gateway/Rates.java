package dev.kefu.gateway;

import dev.kefu.cluster.Rate;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How fast things may be asked for on one socket.
final class Rates {

  static final Rate TYPING = new Rate(1, 0.5);
  static final Rate MARKS = new Rate(5, 2);
  static final Rate SYNC = new Rate(20, 0.5);
  static final Rate COMMANDS = new Rate(30, 1);

  private Rates() {}

  /// Setting `kefu.gateway.shopper-send`.
  record ShopperSend(@DefaultValue("10") double burst, @DefaultValue("0.5") double perSecond) {
    Rate rate() {
      return new Rate(burst, perSecond);
    }
  }

  /// Setting `kefu.gateway.staff-send`.
  record StaffSend(@DefaultValue("60") double burst, @DefaultValue("2") double perSecond) {
    Rate rate() {
      return new Rate(burst, perSecond);
    }
  }
}
