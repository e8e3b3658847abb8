package dev.kefu.assist;

import dev.kefu.base.Ids;
import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Meaning;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Gathers the questions that the knowledge did not answer, and knows when a gap is filled.
///
/// Safe with several nodes: a question is put down once for its conversation and message, and where
/// it belongs is decided inside the transaction, which nobody else writes beside.
@Component
class Gaps {

  static final Duration WEEK = Duration.ofDays(7);

  /// Later wordings for which the article was shown and taken: then the gap is filled.
  static final int PROOFS = 2;

  /// Questions that the article did not answer: then it is not, or no more.
  static final int FAILURES = 3;

  private static final String SYSTEM = "system";

  /// Among how many of its questions the most typical one is looked for.
  private static final int TYPICAL = 20;

  /// What answers the questions of more gaps than that, such as 我帮您看一下, says nothing of them.
  private static final int ONE_ANSWER = 2;

  private static final double MUCH = 0.1;
  private static final int REMADE = 20;
  private static final int MOST_TEXTS = 1_000;

  private final GapRows rows;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final Meaning meaning;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final GapMap map = new GapMap();

  Gaps(
      GapRows rows,
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      Meaning meaning,
      TransactionTemplate transactions,
      Clock clock) {
    this.rows = rows;
    this.writer = writer;
    this.reader = reader;
    this.meaning = meaning;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Puts a question down, or what is known of it since.
  void add(GapQuestion question) {
    var vector = meaning.of(question.text());
    map.catchUp(reader);
    transactions.executeWithoutResult(_ -> {
      map.catchUp(writer);
      var kept = rows.kept(question.conversation(), question.forSeq());
      if (kept.isPresent()) {
        rows.put(kept.get().gap(), with(question, kept.get().sources()));
      } else {
        var gap = join(question, vector);
        rows.put(gap, question);
        rows.find(gap).ifPresent(this::failed);
      }
    });
  }

  /// That an agent has put it on the list does not depend on how it went on.
  private static GapQuestion with(GapQuestion question, String keptSources) {
    if (!GapSource.read(keptSources).contains(GapSource.RECORDED)) {
      return question;
    }
    var sources = EnumSet.of(GapSource.RECORDED);
    sources.addAll(question.sources());
    return new GapQuestion(
        question.conversation(),
        question.forSeq(),
        question.text(),
        question.stage(),
        question.product(),
        question.sku(),
        sources,
        question.waited(),
        question.resolved(),
        question.transferred(),
        question.answer(),
        question.at());
  }

  /// The gap whose questions it is like, or one that got the same answer and is not much less like
  /// it.
  private Optional<GapMap.Place> home(GapQuestion question, float[] vector) {
    var near = map.nearest(vector);
    var answered = answeredSo(question, vector);
    if (answered.isEmpty()) {
      return near;
    }
    var least = answered.get().likeness(vector) + MUCH;
    return near.filter(place -> place.likeness(vector) > least).or(() -> answered);
  }

  private Optional<GapMap.Place> answeredSo(GapQuestion question, float[] vector) {
    var gaps =
        AnswerKey.of(question.answer())
            .map(key -> rows.answeredSo(key, ONE_ANSWER + 1))
            .orElse(List.of());
    return gaps.size() > ONE_ANSWER ? Optional.empty() : map.mostAlike(gaps, vector);
  }

  private String join(GapQuestion question, float[] vector) {
    var near = home(question, vector);
    if (near.isEmpty()) {
      var id = Ids.next("gap_");
      rows.insert(id, question, vector);
      return id;
    }
    var place = near.get().and(vector);
    var texts = new ArrayList<>(rows.texts(place.gap(), TYPICAL));
    texts.add(question.text());
    var typical = Pairs.middle(texts, text -> text);
    rows.grow(place.gap(), typical, place.sum(), place.asked(), question.at());
    return place.gap();
  }

  /// It was asked again without being answered.
  private void failed(Gap gap) {
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
    rows.move(gap.id(), to, gap.article(), gap.reason(), 0, SYSTEM, now());
  }

  /// An article was shown for a question, and taken: proof for the gaps it is to fill. A gap closes
  /// when it has enough of it, and more than twice as much as there were failures.
  void taken(ConversationId conversation, long forSeq, String text, String article, Instant at) {
    var waiting =
        reader
            .sql("select count(*) from gap where article = :article and status = 'answered'")
            .param("article", article)
            .query(Long.class)
            .single();
    if (waiting == 0) {
      return;
    }
    var vector = meaning.of(text);
    map.catchUp(reader);
    transactions.executeWithoutResult(_ -> {
      map.catchUp(writer);
      for (var gap : rows.filledBy(article)) {
        if (gap.status() == Gap.Status.ANSWERED
            && !at.isBefore(gap.movedAt())
            && map.belongs(gap.id(), vector)) {
          rows.prove(conversation, forSeq, gap.id(), article, at);
          if (proven(gap) >= PROOFS && proven(gap) > 2 * asked(gap)) {
            move(gap, Gap.Status.CLOSED);
          }
        }
      }
    });
  }

  /// It was asked again in the same conversation.
  void unresolved(ConversationId conversation, List<Long> seqs) {
    transactions.executeWithoutResult(_ -> seqs.forEach(seq -> rows.unresolved(conversation, seq)));
  }

  /// Computes anew what another model has computed.
  void remake() {
    for (var id : rows.ofOtherModel(REMADE)) {
      rows.find(id).ifPresent(this::remake);
    }
  }

  private void remake(Gap gap) {
    var kept = rows.texts(gap.id(), MOST_TEXTS);
    var texts = kept.isEmpty() ? List.of(gap.question()) : kept;
    var sum = GapMap.sum(texts.stream().map(meaning::of).toList());
    transactions.executeWithoutResult(_ ->
        rows.find(gap.id())
            .ifPresent(
                now -> rows.grow(now.id(), now.question(), sum, texts.size(), now.lastAt())));
  }

  private Instant now() {
    return clock.instant();
  }
}
