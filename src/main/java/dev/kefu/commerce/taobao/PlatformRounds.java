package dev.kefu.commerce.taobao;

import dev.kefu.base.Rounds;
import java.time.Duration;

/// What the platform is asked from time to time.
class PlatformRounds extends Rounds {

  private final Sessions sessions;
  private final Changes changes;
  private final Duration every;

  PlatformRounds(Sessions sessions, Changes changes, Duration every) {
    super("taobao", "a round over the platform failed");
    this.sessions = sessions;
    this.changes = changes;
    this.every = every;
  }

  @Override
  protected void begin() {
    every(every, sessions::renewInTime);
    every(every, () -> changes.look(this::isRunning));
  }
}
