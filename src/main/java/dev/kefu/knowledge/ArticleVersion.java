package dev.kefu.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an article was after one step of its life.
///
/// @param why as whoever took the step gave it; null when nobody said
record ArticleVersion(
    String article,
    long version,
    Action action,
    ArticleFields fields,
    Author author,
    Instant at,
    @Nullable String why) {

  enum Action {
    SAVED,
    IMPORTED,
    SUBMITTED,
    REJECTED,
    PUBLISHED,
    RETIRED,
    /// An older version was made the newest draft.
    RESTORED,
    /// Searches find again what they found before.
    ROLLED_BACK
  }

  /// Who took the step.
  record Author(String id, String name) {}
}
