package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Questions whose answer is fixed, and how they fare when articles change.
@Component
class PinnedQuestions {

  static final int MOST = 200;

  /// How far down an article is looked for.
  private static final int DEPTH = 10;

  private final JdbcClient writer;
  private final JdbcClient reader;
  private final Rehearsals rehearsals;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PinnedQuestions(
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      Rehearsals rehearsals,
      TransactionTemplate transactions,
      Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.rehearsals = rehearsals;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param article what is to be found first; null where nothing is to be suggested
  record Pinned(
      String id,
      String question,
      @Nullable Stage stage,
      @Nullable String sku,
      @Nullable String article,
      String by,
      Instant at) {}

  enum Verdict {
    BETTER,
    UNCHANGED,
    WORSE
  }

  /// @param before the place its article has now, from 1; null for none, or when agents are shown
  ///   nothing
  /// @param right whether it would be answered as it is to be
  record Fate(
      Pinned test,
      @Nullable Integer before,
      @Nullable Integer after,
      boolean rightBefore,
      boolean right,
      Verdict verdict) {}

  List<Pinned> all() {
    return all(reader);
  }

  /// The same for who may only read.
  static List<Pinned> all(JdbcClient reader) {
    return reader
        .sql(
            """
            select id, question, stage, sku, article, author_name, at
            from pinned_question
            order by at, id
            limit :most
            """)
        .param("most", MOST)
        .query(PinnedQuestions::pinned)
        .list();
  }

  Pinned add(Pinned wanted) {
    var pinned =
        new Pinned(
            Ids.next("pin_"),
            wanted.question(),
            wanted.stage(),
            wanted.sku(),
            wanted.article(),
            wanted.by(),
            clock.instant());
    transactions.executeWithoutResult(_ -> insert(pinned));
    return pinned;
  }

  private void insert(Pinned pinned) {
    int known = writer.sql("select count(*) from pinned_question").query(Integer.class).single();
    if (known >= MOST) {
      throw new Refusal(ErrorCode.CONFLICT, "最多 " + MOST + " 道测试题");
    }
    writer
        .sql(
            """
            insert into pinned_question (id, question, stage, sku, article, author_name, at)
            values (:id, :question, :stage, :sku, :article, :by, :at)
            """)
        .param("id", pinned.id())
        .param("question", pinned.question())
        .param("stage", pinned.stage() == null ? null : pinned.stage().name())
        .param("sku", pinned.sku())
        .param("article", pinned.article())
        .param("by", pinned.by())
        .param("at", pinned.at().toEpochMilli())
        .update();
  }

  void remove(String id) {
    var removed =
        transactions.execute(
            _ -> writer.sql("delete from pinned_question where id = :id").param("id", id).update());
    if (removed == null || removed == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这道测试题");
    }
  }

  /// How every one of them would fare. Takes a few milliseconds each.
  List<Fate> rehearse(List<Published> proposed) {
    return rehearse(() -> rehearsals.of(proposed));
  }

  /// The same for what would mean the same.
  List<Fate> rehearse(Synonyms proposed) {
    return rehearse(() -> rehearsals.of(proposed));
  }

  private List<Fate> rehearse(Supplier<Rehearsals.Rehearsal> proposed) {
    var all = all();
    if (all.isEmpty()) {
      return List.of();
    }
    try (var rehearsal = proposed.get()) {
      var now = clock.instant();
      return all.stream().map(test -> fate(test, rehearsal, now)).toList();
    }
  }

  private static Fate fate(Pinned test, Rehearsals.Rehearsal rehearsal, Instant now) {
    var outcome =
        rehearsal.ask(new Question(test.question(), test.stage(), test.sku(), null, now, DEPTH));
    var before = place(test, outcome.before());
    var after = place(test, outcome.after());
    var rightBefore = isRight(test, outcome.before());
    var right = isRight(test, outcome.after());
    return new Fate(
        test, before, after, rightBefore, right, verdict(test, before, after, rightBefore, right));
  }

  private static Verdict verdict(
      Pinned test,
      @Nullable Integer before,
      @Nullable Integer after,
      boolean rightBefore,
      boolean right) {
    if (rightBefore != right) {
      return right ? Verdict.BETTER : Verdict.WORSE;
    }
    if (test.article() == null) {
      return Verdict.UNCHANGED;
    }
    int was = before == null ? DEPTH + 1 : before;
    int is = after == null ? DEPTH + 1 : after;
    return is < was ? Verdict.BETTER : is > was ? Verdict.WORSE : Verdict.UNCHANGED;
  }

  private static boolean isRight(Pinned test, List<Hit> hits) {
    var shown = Shown.first(hits);
    return test.article() == null
        ? shown == null
        : shown != null && shown.article().equals(test.article());
  }

  private static @Nullable Integer place(Pinned test, List<Hit> hits) {
    if (Shown.first(hits) == null) {
      return null;
    }
    for (int i = 0; i < hits.size(); i++) {
      if (hits.get(i).article().equals(test.article())) {
        return i + 1;
      }
    }
    return null;
  }

  private static Pinned pinned(ResultSet row, int number) throws SQLException {
    var stage = row.getString("stage");
    return new Pinned(
        row.getString("id"),
        row.getString("question"),
        stage == null ? null : Stage.valueOf(stage),
        row.getString("sku"),
        row.getString("article"),
        row.getString("author_name"),
        Instant.ofEpochMilli(row.getLong("at")));
  }
}
