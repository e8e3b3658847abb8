package dev.kefu.assist;

import dev.kefu.base.Rounds;
import org.springframework.stereotype.Component;

/// Looks from time to time for rounds of questions and answers that are over.
@Component
class HarvestWatch extends Rounds {

  private final Harvest harvest;
  private final HarvestSettings settings;

  HarvestWatch(Harvest harvest, HarvestSettings settings) {
    super("assist-harvest", "rounds could not be looked through; it will be tried again");
    this.harvest = harvest;
    this.settings = settings;
  }

  @Override
  protected void begin() {
    every(settings.every(), this::look);
  }

  private void look() {
    while (isRunning() && harvest.lookThrough()) {
      // As long as there may be more.
    }
  }
}
