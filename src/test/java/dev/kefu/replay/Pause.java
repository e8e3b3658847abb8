package dev.kefu.replay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waiting, because the server asked for it or because a message is not due yet.
public final class Pause {

  private Pause() {}

  public static void of(Duration duration) {
    until(System.nanoTime() + duration.toNanos());
  }

  public static void until(long nanoTime) {
    for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
