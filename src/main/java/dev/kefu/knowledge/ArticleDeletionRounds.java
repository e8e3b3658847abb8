package dev.kefu.knowledge;

import dev.kefu.base.Rounds;
import org.springframework.stereotype.Component;

/// Looks from time to time for articles that were out of use for long enough.
@Component
class RetirementRounds extends Rounds {

  private final Retirement retirement;
  private final RetiredSettings settings;

  RetirementRounds(Retirement retirement, RetiredSettings settings) {
    super("knowledge-retired", "articles that are out of use could not be looked through");
    this.retirement = retirement;
    this.settings = settings;
  }

  @Override
  protected void begin() {
    soon(retirement::begin);
    every(settings.every(), this::look);
  }

  private void look() {
    retirement.begin();
    while (isRunning() && retirement.deleteDue()) {
      // As long as there may be more.
    }
  }
}
