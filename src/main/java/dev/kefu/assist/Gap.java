package dev.kefu.assist;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Questions alike that the knowledge does not answer.
///
/// @param id `gap_…`
/// @param question the one that is most like the others
/// @param article what is to fill it; null while nobody has written anything
/// @param assignee who is to write it
/// @param reason why it is ignored
/// @param ignoredVolume how often it was asked in the week before it was ignored
/// @param movedAt when it got its status
record Gap(
    String id,
    String question,
    Status status,
    @Nullable String article,
    @Nullable String assignee,
    @Nullable String reason,
    long ignoredVolume,
    Instant movedAt,
    @Nullable String movedBy,
    Instant firstAt,
    Instant lastAt) {

  /// Where it stands.
  enum Status {
    /// Nobody has answered it.
    OPEN,
    /// There is an article for it, which has to prove itself.
    ANSWERED,
    /// The article works.
    CLOSED,
    /// Nobody wants it answered.
    IGNORED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
