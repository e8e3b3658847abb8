package dev.kefu.insight;

import dev.kefu.base.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that counts, as [Reading] finds it in the log of one conversation.
sealed interface Happening {

  /// When it began; what a range of time and a day are told by.
  Instant at();

  Stage stage();

  /// A shopper asking, until the conversation is closed, or nobody waits and nobody speaks for
  /// [Reading#SILENCE].
  ///
  /// @param firstReplyMs from the first message to the first reply of anybody; null for none
  /// @param agents who owned it or replied in it
  /// @param served who replied, and how long the shopper waited for the first reply of theirs since
  ///   it was theirs; -1 when nobody was waiting for it
  /// @param handedOver who transferred it
  record Visit(
      Instant at,
      Stage stage,
      String shopper,
      @Nullable Long firstReplyMs,
      Set<String> agents,
      Map<String, Long> served,
      Set<String> handedOver)
      implements Happening {}

  /// From the first unanswered message of a shopper to the next reply of a person.
  ///
  /// @param outcome how it ended
  /// @param agent who replied, or who owed the reply at the end; null when nobody owned it
  /// @param waitedMs from the first message; 0 unless answered
  /// @param agentMs from when it was the agent's, if that was later; 0 unless answered
  record Round(
      Instant at, Stage stage, Outcome outcome, @Nullable String agent, long waitedMs, long agentMs)
      implements Happening {

    enum Outcome {
      ANSWERED,
      /// Still open.
      WAITING,
      /// The conversation was closed before anybody replied.
      LEFT
    }
  }

  /// A message.
  ///
  /// @param agent who wrote it, or whose conversation the shopper wrote into
  record Said(Instant at, Stage stage, boolean byShopper, @Nullable String agent)
      implements Happening {}

  /// A visit was closed.
  ///
  /// @param by the member of staff who closed it; null when the shopper did
  record Closed(Instant at, Stage stage, @Nullable String by) implements Happening {}

  /// A shopper's rating.
  ///
  /// @param agent who had replied last, else the owner
  record Rated(
      Instant at, Stage stage, String shopper, @Nullable String agent, int score, List<String> tags)
      implements Happening {}
}
