package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Confidence;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Meaning;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Learns from what agents do with cards, without a model: the search stays as it is, and what it
/// finds is moved up or down by what became of it for questions like this one.
///
/// It never makes a card certain: what is learned moves an article ahead of others and makes it
/// worth showing; what may be sent with one key only the search says. Whatever is learned can be
/// looked at and undone ([LessonController]); the rest then counts as if it had never been.
@Component
class Lessons {

  /// Hits that are looked at, so that one far behind can come forward.
  static final int LOOKED_AT = 10;

  /// What the clearest lessons move a score by.
  private static final double MOST_MOVED = 0.20;

  /// From here on a wording says something of the question; at 1 it says all it can.
  private static final double ALIKE_FROM = 0.70;

  /// So alike an article that was taken is worth showing.
  private static final double CLOSE = 0.85;

  private static final int VOTERS = 5;
  private static final double BEST_WEIGHT = 0.4;
  private static final double PADDING = 0.06;

  /// Articles worked out in one go.
  private static final int AT_ONCE = 50;

  private static final int TRIES = 5;

  private final LessonRows rows;
  private final Meaning meaning;
  private final UnaryOperator<String> reading;
  private final TransactionTemplate transactions;
  private final Clock clock;

  @Autowired
  Lessons(
      LessonRows rows,
      Meaning meaning,
      Knowledge knowledge,
      TransactionTemplate transactions,
      Clock clock) {
    this(rows, meaning, knowledge::inCharacters, transactions, clock);
  }

  /// @param reading what a message is understood as
  Lessons(
      LessonRows rows,
      Meaning meaning,
      UnaryOperator<String> reading,
      TransactionTemplate transactions,
      Clock clock) {
    this.rows = rows;
    this.meaning = meaning;
    this.reading = reading;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Learns what became of the cards of a round, and takes back what it has taught before and does
  /// not any more. What follows from it is worked out by [#conclude].
  ///
  /// @param lessons all of the same question, under the round's last message
  /// @param mine asked inside the transaction; nothing is written when it says no
  void learn(
      ConversationId conversation,
      long firstSeq,
      long lastSeq,
      List<Lesson> lessons,
      BooleanSupplier mine) {
    var before = rows.taught(conversation, firstSeq, lastSeq);
    if (lessons.isEmpty() && before.isEmpty()) {
      return;
    }
    var taught = lessons.stream().map(Lesson::article).collect(Collectors.toSet());
    var vectors = lessons.stream().map(each -> vector(each.text())).toList();
    transactions.executeWithoutResult(_ -> {
      if (mine.getAsBoolean()) {
        for (var article : before) {
          var kept = taught.contains(article) ? lastSeq : 0;
          rows.takeBack(conversation, firstSeq, lastSeq, article, kept);
        }
        for (int i = 0; i < lessons.size(); i++) {
          rows.put(lessons.get(i), vectors.get(i));
        }
      }
    });
  }

  /// Whether lessons have changed since [#conclude].
  boolean anyNew() {
    return !rows.due(1).isEmpty();
  }

  /// Works out what follows from lessons that have changed, outside of any transaction.
  ///
  /// @param mine asked inside the transaction; nothing is written when it says no
  void conclude(BooleanSupplier mine) {
    rows.due(AT_ONCE).forEach(article -> conclude(article, mine));
  }

  /// @return whether it is done: not when the lessons changed meanwhile, and it is due again
  private boolean conclude(String article, BooleanSupplier mine) {
    var rev = rows.rev(article);
    var learned = Learned.of(rows.of(article));
    return Boolean.TRUE.equals(
        transactions.execute(_ -> mine.getAsBoolean() && rows.learned(article, rev, learned)));
  }

  /// What lessons say of an article, the clearest first; what is not enough yet, too.
  List<Learned> of(String article) {
    return rows.kept(article);
  }

  /// Forgets what was learned of a wording and of those that say the same.
  ///
  /// @return whether there was something
  boolean undo(Staff staff, String article, String wording) {
    var own = vector(wording);
    var texts =
        rows.of(article).stream()
            .filter(each -> each.vector().likeness(own) > Learned.SAME_WORDING)
            .map(Learned.Weighed::text)
            .collect(Collectors.toSet());
    if (texts.isEmpty() || !undo(staff, article, texts)) {
      return false;
    }
    for (int i = 0; i < TRIES && !conclude(article, () -> true); i++) {
      // Lessons came in between; after so many times the next round does it.
    }
    return true;
  }

  private Vector vector(String text) {
    return Vector.of(meaning.of(reading.apply(text)));
  }

  private boolean undo(Staff staff, String article, Set<String> texts) {
    return Boolean.TRUE.equals(
        transactions.execute(
            _ -> rows.undo(article, texts, staff.id().value(), clock.instant()) > 0));
  }

  /// Puts hits in the order that was learned.
  List<Hit> applied(String text, List<Hit> hits) {
    if (hits.isEmpty() || !rows.anySigns()) {
      return hits;
    }
    var signs = rows.signs(hits.stream().map(Hit::article).toList());
    if (signs.isEmpty()) {
      return hits;
    }
    var vector = vector(text);
    var moved =
        hits.stream()
            .map(hit -> moved(hit, vector, signs.getOrDefault(hit.article(), List.of())))
            .sorted(Comparator.comparingDouble(Hit::score).reversed())
            .toList();
    var first = moved.getFirst();
    return moved.stream()
        .map(hit -> hit.article().equals(first.article()) ? hit : behind(hit))
        .toList();
  }

  /// Nothing that another was put before is as sure as it was.
  private static Hit behind(Hit hit) {
    return hit.confidence() == Confidence.HIGH ? with(hit, hit.score(), Confidence.MEDIUM) : hit;
  }

  private static Hit moved(Hit hit, Vector question, List<LessonRows.Sign> signs) {
    var to = vote(question, signs.stream().filter(sign -> sign.support() > 0).toList());
    var away = vote(question, signs.stream().filter(sign -> sign.support() < 0).toList());
    double by = share(to) - share(away);
    if (by == 0) {
      return hit;
    }
    double score = Math.clamp(hit.score() + MOST_MOVED * by, 0, 1);
    return with(hit, score, confidence(hit.confidence(), to, away));
  }

  private static Confidence confidence(Confidence found, double to, double away) {
    if (away >= CLOSE && away > to) {
      return found == Confidence.NONE ? Confidence.NONE : Confidence.LOW;
    }
    var worthShowing = to >= CLOSE && to > away;
    return worthShowing && found.compareTo(Confidence.MEDIUM) > 0 ? Confidence.MEDIUM : found;
  }

  private static double share(double vote) {
    return Math.clamp((vote - ALIKE_FROM) / (1 - ALIKE_FROM), 0, 1);
  }

  /// As the search has an article's wordings vote, with five voters: learned wordings are many.
  private static double vote(Vector question, List<LessonRows.Sign> signs) {
    var likeness =
        signs.stream()
            .map(sign -> sign.vector().likeness(question))
            .sorted(Comparator.reverseOrder())
            .limit(VOTERS)
            .toList();
    if (likeness.isEmpty()) {
      return 0;
    }
    double best = likeness.getFirst();
    double sum = 0;
    for (int i = 0; i < VOTERS; i++) {
      sum += i < likeness.size() ? Math.max(likeness.get(i), best - PADDING) : best - PADDING;
    }
    return BEST_WEIGHT * best + (1 - BEST_WEIGHT) * sum / VOTERS;
  }

  private static Hit with(Hit hit, double score, Confidence confidence) {
    return new Hit(
        hit.article(),
        hit.version(),
        hit.question(),
        hit.answer(),
        hit.category(),
        hit.risk(),
        hit.escalate(),
        hit.tags(),
        hit.validUntil(),
        score,
        confidence,
        hit.matched());
  }
}
