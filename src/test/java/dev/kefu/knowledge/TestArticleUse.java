package dev.kefu.knowledge;

import dev.kefu.storage.TestDatabase;
import java.time.Clock;

/// What rooms above tell of how articles are used, over a database of their tests.
public final class TestArticleUse {

  private TestArticleUse() {}

  public static ArticleUse over(TestDatabase database, Clock clock) {
    return new ArticleUse(database.writer(), database.reader(), database.transactions(), clock);
  }
}
