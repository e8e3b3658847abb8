package dev.kefu.gateway;

import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much may be asked for at once, and how fast that fills up again.
///
/// @param burst at once
/// @param perSecond refilled
record Rate(double burst, double perSecond) {

  static final Rate TYPING = new Rate(1, 0.5);
  static final Rate MARKS = new Rate(5, 2);
  static final Rate SYNC = new Rate(20, 0.5);
  static final Rate COMMANDS = new Rate(30, 1);

  Rate {
    if (burst < 1 || perSecond <= 0) {
      throw new IllegalArgumentException(
          "a rate must allow something: " + burst + ", " + perSecond);
    }
  }

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
