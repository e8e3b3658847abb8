package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Knows when a gap is filled, and when it is not or no more.
@Component
class GapProofs {

  static final Duration WEEK = Duration.ofDays(7);

  /// Later wordings for which the article was shown and taken: then the gap is filled.
  static final int PROOFS = 2;

  /// Questions that the article did not answer: then it is not, or no more.
  static final int FAILURES = 3;

  private static final String SYSTEM = "system";

  /// Within a transaction.
  private final GapRows rows;

  /// Committed.
  private final GapRows seen;

  private final Sense sense;
  private final TransactionTemplate transactions;
  private final Clock clock;

  GapProofs(
      GapRows rows,
      @ReadOnly JdbcClient reader,
      Sense sense,
      TransactionTemplate transactions,
      Clock clock) {
    this.rows = rows;
    this.seen = new GapRows(reader);
    this.sense = sense;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// It was asked again without being answered. Called inside a transaction.
  void failed(Gap gap) {
    var reopened =
        switch (gap.status()) {
          case OPEN -> false;
          case IGNORED -> asked(gap) >= 2 * Math.max(1, gap.ignoredVolume());
          case ANSWERED, CLOSED -> asked(gap) >= FAILURES && asked(gap) > proven(gap);
        };
    if (reopened) {
      move(gap, Gap.Status.OPEN);
    }
  }

  /// How often since it got its status, within the last week.
  private long asked(Gap gap) {
    var week = clock.instant().minus(WEEK);
    return rows.askedSince(gap.id(), gap.movedAt().isAfter(week) ? gap.movedAt() : week);
  }

  private long proven(Gap gap) {
    return gap.article() == null ? 0 : rows.provenSince(gap.id(), gap.article(), gap.movedAt());
  }

  private void move(Gap gap, Gap.Status to) {
    rows.move(gap.id(), to, gap.article(), gap.reason(), 0, SYSTEM, clock.instant());
  }

  /// These articles were shown for a question, and taken: proof for the gaps they are to fill. A
  /// gap closes when it has enough of it, and more than twice as much as there were failures. What
  /// the round had proven and does not any more is taken back.
  ///
  /// @param mine asked inside the transaction; nothing is written when it says no
  void taken(
      ConversationId conversation,
      long firstSeq,
      long lastSeq,
      String text,
      Set<String> articles,
      Instant at,
      BooleanSupplier mine) {
    var gone =
        seen.proofs(conversation, firstSeq, lastSeq).stream()
            .filter(proof -> !articles.contains(proof.article()))
            .toList();
    if (!gone.isEmpty()) {
      write(mine, () -> gone.forEach(proof -> disprove(conversation, proof)));
    }
    for (var article : articles) {
      var filled = filled(article, text, at);
      if (!filled.isEmpty()) {
        write(mine, () -> filled.forEach(gap -> prove(conversation, lastSeq, gap, article, at)));
      }
    }
  }

  private void write(BooleanSupplier mine, Runnable work) {
    transactions.executeWithoutResult(_ -> {
      if (mine.getAsBoolean()) {
        work.run();
      }
    });
  }

  private List<String> filled(String article, String text, Instant at) {
    return seen.filledBy(article).stream()
        .filter(gap -> waits(gap, at))
        .map(Gap::id)
        .filter(gap ->
            seen.place(gap)
                .filter(place -> place.likeness(sense.of(text)) >= GapMap.FILLED)
                .isPresent())
        .toList();
  }

  private static boolean waits(Gap gap, Instant at) {
    return gap.status() == Gap.Status.ANSWERED && !at.isBefore(gap.movedAt());
  }

  private void prove(
      ConversationId conversation, long forSeq, String id, String article, Instant at) {
    var gap = rows.find(id).filter(found -> waits(found, at)).orElse(null);
    if (gap != null && article.equals(gap.article())) {
      rows.prove(conversation, forSeq, id, article, at);
      if (proven(gap) >= PROOFS && proven(gap) > 2 * asked(gap)) {
        move(gap, Gap.Status.CLOSED);
      }
    }
  }

  /// One that has closed itself waits for proof again when there is not enough left.
  private void disprove(ConversationId conversation, GapRows.Proof proof) {
    rows.disprove(conversation, proof.forSeq());
    rows.find(proof.gap())
        .filter(gap -> gap.status() == Gap.Status.CLOSED && proof.article().equals(gap.article()))
        .filter(gap -> rows.provenSince(gap.id(), proof.article(), Instant.EPOCH) < PROOFS)
        .ifPresent(gap -> move(gap, Gap.Status.ANSWERED));
  }
}
