package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How often articles were suggested in the last [#DAYS] days and what became of it, for those who
/// write them. The room that suggests counts; it says here what it has counted.
///
/// Kept as a tally for each article and day, and their sum in the article's own row: whatever a
/// list is sorted or narrowed by stands in an index of the articles. Counting the cards of one page
/// by their index would do for the page, but not for an order over all articles: that would read
/// every card of thirty days for each list. A tally is replaced and never added to, so that
/// counting again puts right what was missed, and nothing is written while a card is on its way to
/// an agent.
///
/// A day is one of UTC: the days that leave the sum do so once, in the morning of the shop.
@Component
public class ArticleUse {

  /// Today is one of them.
  public static final int DAYS = 30;

  /// With fewer cards nobody can say whether they are used.
  private static final int ENOUGH = 5;

  private static final int AT_ONCE = 200;

  private final JdbcClient writer;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ArticleUse(
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      TransactionTemplate transactions,
      Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// What became of the cards of an article on one day.
  ///
  /// @param shown how many there were
  /// @param markedWrong staff said that they are wrong, whatever else became of them
  public record Tally(long shown, long usedAsIs, long usedEdited, long markedWrong) {}

  public static LocalDate dayOf(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// The first day that counts.
  public LocalDate since() {
    return dayOf(clock.instant()).minusDays(DAYS - 1);
  }

  /// Replaces what is known of a day; one that does not count any more is passed over. Call in the
  /// writer's transaction.
  public void put(String article, LocalDate day, Tally tally) {
    if (day.isBefore(since())) {
      return;
    }
    writer
        .sql(
            """
            insert into article_use (article, day, shown, used_as_is, used_edited, marked_wrong)
            values (:article, :day, :shown, :asIs, :edited, :wrong)
            on conflict (article, day) do update
            set shown = excluded.shown, used_as_is = excluded.used_as_is,
              used_edited = excluded.used_edited, marked_wrong = excluded.marked_wrong
            """)
        .param("article", article)
        .param("day", day.toEpochDay())
        .param("shown", tally.shown())
        .param("asIs", tally.usedAsIs())
        .param("edited", tally.usedEdited())
        .param("wrong", tally.markedWrong())
        .update();
    addUp(article);
  }

  /// How much of what staff said of an article nobody has settled. Call in the writer's
  /// transaction.
  public void feedback(String article, long open) {
    writer
        .sql("update article set feedback = :open where id = :article")
        .param("open", open)
        .param("article", article)
        .update();
  }

  /// Whether days have left the sums since [#trim].
  public boolean isAnyStale() {
    return !stale(1).isEmpty();
  }

  /// Adds up anew what holds days that do not count any more.
  ///
  /// @return whether there may be more
  public boolean trim() {
    var stale = stale(AT_ONCE);
    if (!stale.isEmpty()) {
      transactions.executeWithoutResult(_ -> stale.forEach(this::addUp));
    }
    return stale.size() == AT_ONCE;
  }

  private List<String> stale(int limit) {
    return reader
        .sql("select id from article where used_since < :since order by used_since limit :limit")
        .param("since", since().toEpochDay())
        .param("limit", limit)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  private record Sum(Tally tally, @Nullable Long since) {}

  private void addUp(String article) {
    writer
        .sql("delete from article_use where article = :article and day < :since")
        .param("article", article)
        .param("since", since().toEpochDay())
        .update();
    var sum =
        writer
            .sql(
                """
                select coalesce(sum(shown), 0) as shown, coalesce(sum(used_as_is), 0) as as_is,
                  coalesce(sum(used_edited), 0) as edited,
                  coalesce(sum(marked_wrong), 0) as wrong, min(day) as since
                from article_use
                where article = :article
                """)
            .param("article", article)
            .query((row, _) ->
                new Sum(
                    new Tally(
                        row.getLong("shown"),
                        row.getLong("as_is"),
                        row.getLong("edited"),
                        row.getLong("wrong")),
                    row.getObject("since") == null ? null : row.getLong("since")))
            .single();
    put(article, sum);
  }

  private void put(String article, Sum sum) {
    var tally = sum.tally();
    var enough = tally.shown() >= ENOUGH;
    long adoption = enough ? 1_000 * (tally.usedAsIs() + tally.usedEdited()) / tally.shown() : -1;
    writer
        .sql(
            """
            update article
            set shown = :shown, used_as_is = :asIs, used_edited = :edited, marked_wrong = :wrong,
              adoption = :adoption, neglect = :neglect, used_since = cast(:since as bigint)
            where id = :article
            """)
        .param("shown", tally.shown())
        .param("asIs", tally.usedAsIs())
        .param("edited", tally.usedEdited())
        .param("wrong", tally.markedWrong())
        .param("adoption", adoption)
        .param("neglect", enough ? 1_000 - adoption : -1)
        .param("since", sum.since())
        .param("article", article)
        .update();
  }
}
