package dev.kefu.evidence;

import dev.kefu.base.Rounds;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Seals from time to time.
@Component
class SealingRounds extends Rounds {

  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Sealer sealer;

  SealingRounds(Sealer sealer) {
    super("evidence", "conversations could not be sealed");
    this.sealer = sealer;
  }

  @Override
  protected void begin() {
    every(
        EVERY,
        () -> {
          var _ = sealer.sealQuiet();
        });
  }
}
