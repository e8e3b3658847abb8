package dev.kefu.knowledge;

import dev.kefu.base.Rounds;
import org.springframework.stereotype.Component;

/// Looks from time to time for articles that were out of use for long enough.
@Component
class ArticleDeletionRounds extends Rounds {

  private final ArticleDeletion deletion;
  private final RetiredSettings settings;

  ArticleDeletionRounds(ArticleDeletion deletion, RetiredSettings settings) {
    super("knowledge-retired", "articles that are out of use could not be looked through");
    this.deletion = deletion;
    this.settings = settings;
  }

  @Override
  protected void begin() {
    soon(deletion::begin);
    every(settings.every(), this::look);
  }

  private void look() {
    deletion.begin();
    while (isRunning() && deletion.deleteDue()) {
      // As long as there may be more.
    }
  }
}
