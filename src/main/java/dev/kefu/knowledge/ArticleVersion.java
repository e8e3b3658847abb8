package dev.kefu.knowledge;

import java.time.Instant;

/// What an article was after one step of its life.
record ArticleVersion(
    String article, long version, Action action, ArticleFields fields, Author author, Instant at) {

  enum Action {
    SAVED,
    IMPORTED,
    PUBLISHED,
    RETIRED
  }

  /// Who took the step.
  record Author(String id, String name) {}
}
