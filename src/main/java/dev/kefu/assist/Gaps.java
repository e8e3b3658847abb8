package dev.kefu.assist;

import dev.kefu.base.Ids;
import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Gathers the questions that the knowledge did not answer, by what they mean: one typed in pinyin
/// with those in characters. They are kept and shown as they were typed.
///
/// Where a question belongs is worked out beside the writer, and written if nothing has changed
/// since ([GapRows#rev]); else it is worked out again. So it is safe with several nodes, and nobody
/// waits for a comparison.
@Component
class Gaps {

  /// Among how many of its questions the most typical one is looked for.
  private static final int TYPICAL = 20;

  /// What answers the questions of more gaps than that, such as 我帮您看一下, says nothing of them.
  private static final int ONE_ANSWER = 2;

  private static final double MUCH = 0.1;
  private static final int REMADE = 20;
  private static final int MOST_TEXTS = 1_000;

  /// Each time fails only because somebody else was faster.
  private static final int TRIES = 50;

  /// Within a transaction.
  private final GapRows rows;

  private final GapQuestionRows questions;

  /// Committed.
  private final GapRows seen;

  private final GapQuestionRows seenQuestions;

  private final GapProofs proofs;
  private final JdbcClient reader;
  private final Sense sense;
  private final TransactionTemplate transactions;
  private final GapMap map = new GapMap();

  /// Up to this change no gap is another model's.
  private volatile long remadeTo = -1;

  Gaps(
      GapRows rows,
      GapQuestionRows questions,
      GapProofs proofs,
      @ReadOnly JdbcClient reader,
      Sense sense,
      TransactionTemplate transactions) {
    this.rows = rows;
    this.questions = questions;
    this.seenQuestions = new GapQuestionRows(reader);
    this.proofs = proofs;
    this.seen = new GapRows(reader);
    this.reader = reader;
    this.sense = sense;
    this.transactions = transactions;
  }

  /// Puts a question down, once for its round, or what is known of it since.
  ///
  /// @param mine asked inside the transaction; nothing is written when it says no
  void add(GapQuestion question, BooleanSupplier mine) {
    var vector = sense.of(question.text());
    var wanted = question;
    for (int i = 0; i < TRIES; i++) {
      var look = look(question.conversation(), question.firstSeq(), question.forSeq());
      var kept = look.kept().orElse(null);
      if (kept != null) {
        wanted = wanted.because(reasons(wanted.sources(), kept.sources()));
      }
      var same = kept != null && kept.text().equals(question.text());
      if (same ? update(look, wanted, mine) : join(look, wanted, vector, mine)) {
        return;
      }
    }
    throw tooMany();
  }

  private static IllegalStateException tooMany() {
    return new IllegalStateException("gaps change all the time");
  }

  /// What is known of a round before anything is written.
  private record Look(
      ConversationId conversation,
      long firstSeq,
      long lastSeq,
      long rev,
      Optional<GapQuestionRows.Kept> kept) {}

  private Look look(ConversationId conversation, long firstSeq, long lastSeq) {
    var rev = map.catchUp(reader);
    return new Look(
        conversation, firstSeq, lastSeq, rev, seenQuestions.kept(conversation, firstSeq, lastSeq));
  }

  /// @return whether that is settled: not when something has changed since the look
  private boolean write(Look look, BooleanSupplier mine, Runnable work) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> {
          if (!mine.getAsBoolean()) {
            return true;
          }
          if (rows.rev() != look.rev()
              || !questions
                  .kept(look.conversation(), look.firstSeq(), look.lastSeq())
                  .equals(look.kept())) {
            return false;
          }
          work.run();
          return true;
        }));
  }

  /// That an agent has put it on the list does not depend on how it went on, nor that on the agent.
  private static Set<GapSource> reasons(Set<GapSource> now, Set<GapSource> before) {
    var reasons = EnumSet.copyOf(now);
    if (now.equals(Set.of(GapSource.RECORDED))) {
      reasons.addAll(before);
    } else if (before.contains(GapSource.RECORDED)) {
      reasons.add(GapSource.RECORDED);
    }
    return reasons;
  }

  private boolean update(Look look, GapQuestion question, BooleanSupplier mine) {
    var kept = look.kept().orElseThrow();
    return write(
        look,
        mine,
        () -> {
          if (kept.forSeq() != question.forSeq()) {
            questions.moveTo(question.conversation(), kept.forSeq(), question.forSeq());
          }
          questions.put(kept.gap(), question);
        });
  }

  /// In place of what was put down before the shopper had finished, if anything was.
  private boolean join(Look look, GapQuestion question, float[] vector, BooleanSupplier mine) {
    var kept = look.kept().orElse(null);
    var home = home(question, vector).orElse(null);
    var before = kept == null ? null : left(kept);
    if (home != null && before != null && home.gap().equals(before.place().gap())) {
      home = before.place();
    }
    var entering =
        home == null ? beginning(question, vector) : entering(question, vector, home, kept);
    return write(
        look,
        mine,
        () -> {
          if (kept != null) {
            remove(look, kept, before);
          }
          entering.run();
          AnswerKey.of(question.answer()).ifPresent(this::unite);
        });
  }

  /// Two gaps whose questions got the same answer, and no other gap's did, are one when they are
  /// not too unlike: their questions had come too early to know of it. What somebody has dealt with
  /// or is to deal with stays as it is.
  private void unite(String answer) {
    var both =
        questions.answeredSo(answer, ONE_ANSWER + 1).stream()
            .flatMap(id -> rows.find(id).stream())
            .toList();
    if (both.size() != 2 || !both.stream().allMatch(Gaps::isFree)) {
      return;
    }
    var places = both.stream().flatMap(gap -> rows.place(gap.id()).stream()).toList();
    if (places.size() < 2 || places.getFirst().likeness(places.getLast()) < GapMap.RELATED) {
      return;
    }
    int more = places.getLast().asked() > places.getFirst().asked() ? 1 : 0;
    var sum = places.getFirst().and(places.getLast());
    rows.absorb(both.get(more), both.get(1 - more), sum.sum(), sum.asked());
  }

  private static boolean isFree(Gap gap) {
    return gap.status() == Gap.Status.OPEN && gap.assignee() == null;
  }

  private Runnable beginning(GapQuestion question, float[] vector) {
    return () -> {
      var id = Ids.next("gap_");
      rows.insert(id, question, vector);
      questions.put(id, question);
    };
  }

  private Runnable entering(
      GapQuestion question,
      float[] vector,
      GapMap.Place home,
      GapQuestionRows.@Nullable Kept kept) {
    var place = home.and(vector);
    var typical = typical(home.gap(), question.text(), kept == null ? "" : kept.text());
    return () -> {
      rows.grow(home.gap(), typical, place.sum(), place.asked(), question.at());
      questions.put(home.gap(), question);
      rows.find(home.gap()).ifPresent(proofs::failed);
    };
  }

  /// The question of a gap that is most like the others, with one and without another: one in
  /// characters where there is any.
  private String typical(String gap, @Nullable String with, String without) {
    var texts = new ArrayList<>(seen.texts(gap, TYPICAL));
    texts.remove(without);
    if (with != null) {
      texts.add(with);
    }
    if (texts.isEmpty()) {
      return without;
    }
    var inCharacters = texts.stream().filter(text -> sense.read(text).equals(text)).toList();
    return Pairs.middle(inCharacters.isEmpty() ? texts : inCharacters, sense::read);
  }

  /// A gap without one of its questions.
  private record Left(GapMap.Place place, String typical) {}

  /// Null when the words of the question have been erased.
  private @Nullable Left left(GapQuestionRows.Kept kept) {
    return kept.text().isEmpty()
        ? null
        : place(kept.gap())
            .map(place -> place.without(sense.of(kept.text())))
            .map(place -> new Left(place, typical(kept.gap(), null, kept.text())))
            .orElse(null);
  }

  private void remove(Look look, GapQuestionRows.Kept kept, @Nullable Left left) {
    questions.remove(look.conversation(), kept.forSeq());
    if (left != null) {
      rows.shrink(kept.gap(), left.typical(), left.place().sum(), left.place().asked());
    }
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
            .map(key -> seenQuestions.answeredSo(key, ONE_ANSWER + 1))
            .orElse(List.of());
    if (gaps.size() > ONE_ANSWER) {
      return Optional.empty();
    }
    return gaps.stream()
        .flatMap(gap -> place(gap).stream())
        .filter(place -> place.likeness(vector) >= GapMap.RELATED)
        .max(Comparator.comparingDouble(place -> place.likeness(vector)));
  }

  private Optional<GapMap.Place> place(String gap) {
    return map.find(gap).or(() -> seen.place(gap));
  }

  /// Nothing shows any more that the knowledge lacked something in this round: somebody thought
  /// better of it. What an agent has put on the list stays.
  ///
  /// @param mine asked inside the transaction; nothing is written when it says no
  void takeBack(ConversationId conversation, long firstSeq, long lastSeq, BooleanSupplier mine) {
    for (int i = 0; i < TRIES; i++) {
      var look = look(conversation, firstSeq, lastSeq);
      var kept = look.kept().orElse(null);
      if (kept == null || kept.text().isEmpty() || takeBack(look, kept, mine)) {
        return;
      }
    }
    throw tooMany();
  }

  private boolean takeBack(Look look, GapQuestionRows.Kept kept, BooleanSupplier mine) {
    if (kept.sources().contains(GapSource.RECORDED)) {
      return write(
          look,
          mine,
          () -> questions.because(look.conversation(), kept.forSeq(), Set.of(GapSource.RECORDED)));
    }
    var left = left(kept);
    return write(look, mine, () -> remove(look, kept, left));
  }

  /// It was asked again in the same conversation.
  void unresolved(ConversationId conversation, List<Long> seqs, BooleanSupplier mine) {
    if (!seqs.isEmpty()) {
      write(mine, () -> seqs.forEach(seq -> questions.unresolved(conversation, seq)));
    }
  }

  /// Whether gaps have changed since [#remake] found none of another model.
  boolean anyChanged() {
    return seen.rev() > remadeTo;
  }

  /// Computes anew what another model has computed, some at a time.
  void remake(BooleanSupplier mine) {
    long now = seen.rev();
    if (now <= remadeTo) {
      return;
    }
    var foreign = seen.ofOtherModel(remadeTo, REMADE);
    foreign.forEach(each -> seen.find(each.id()).ifPresent(gap -> remake(gap, each.rev(), mine)));
    if (foreign.isEmpty()) {
      remadeTo = now;
    }
  }

  private void remake(Gap gap, long rev, BooleanSupplier mine) {
    var kept = seen.texts(gap.id(), MOST_TEXTS);
    var texts = kept.isEmpty() ? List.of(gap.question()) : kept;
    var sum = GapMap.sum(texts.stream().map(sense::of).toList());
    write(
        mine,
        () -> {
          if (rows.isAt(gap.id(), rev)) {
            rows.grow(gap.id(), gap.question(), sum, texts.size(), gap.lastAt());
          }
        });
  }

  private void write(BooleanSupplier mine, Runnable work) {
    transactions.executeWithoutResult(_ -> {
      if (mine.getAsBoolean()) {
        work.run();
      }
    });
  }
}
