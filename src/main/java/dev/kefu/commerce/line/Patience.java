package dev.kefu.commerce.line;

import java.time.Duration;

/// How long those who serve shoppers wait for the shop.
///
/// Once somebody has waited in vain, nobody waits long again until the shop has answered in time:
/// so many questions in a row take little more than one wait, however the shop hangs. Any thread.
public final class Patience {

  private final Duration full;
  private final Duration little;
  private volatile boolean lost;

  public Patience(LineLimits limits) {
    this.full = limits.patience();
    this.little = limits.littlePatience();
  }

  Duration now() {
    return lost ? little : full;
  }

  void waitedInVain() {
    lost = true;
  }

  void answeredAfter(Duration time) {
    if (time.compareTo(full) < 0) {
      lost = false;
    }
  }
}
