package dev.kefu.assist;

import dev.kefu.knowledge.ArticleUse;
import dev.kefu.storage.ReadOnly;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts for the lists of editors what became of the cards of each article. What [Harvest] has
/// looked at is counted anew, day by day: a verdict that comes late, or is corrected, counts for
/// the day of its card. A card that was made anew for the same message, since a fact has changed or
/// somebody asked again, is the same card, of the day it was made first.
@Component
class CardCount {

  private static final int AT_ONCE = 200;

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final ArticleUse use;
  private final TransactionTemplate transactions;

  CardCount(
      JdbcClient jdbc,
      @ReadOnly JdbcClient reader,
      ArticleUse use,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.use = use;
    this.transactions = transactions;
  }

  /// Something became of the cards of a set. Call inside a transaction.
  void due(Fates.Due set) {
    jdbc.sql(
            """
            insert into card_count_due (article, day)
            select distinct article, at / 86400000 from suggestion
            where conversation = :conversation and for_seq = :forSeq
              and substr(article, 1, length(:playbook)) <> :playbook
            on conflict (article, day) do nothing
            """)
        .param("conversation", set.conversation().value())
        .param("forSeq", set.forSeq())
        .param("playbook", Playbook.PREFIX)
        .update();
  }

  /// An article and one of its days.
  private record Day(String article, LocalDate day) {}

  boolean isAnyDue() {
    return !due(1).isEmpty() || use.isAnyStale();
  }

  /// Reads outside of the transaction that replaces the tallies: what becomes of a card meanwhile
  /// makes its day due again.
  ///
  /// @param mine asked inside each transaction; nothing is written when it says no
  /// @return whether there may be more
  boolean count(BooleanSupplier mine) {
    var days = due(AT_ONCE);
    Map<Day, ArticleUse.Tally> tallies = new LinkedHashMap<>();
    days.forEach(day -> tallies.put(day, tally(day)));
    if (!tallies.isEmpty()) {
      transactions.executeWithoutResult(_ -> {
        if (mine.getAsBoolean()) {
          tallies.forEach(this::put);
        }
      });
    }
    return use.trim() || days.size() == AT_ONCE;
  }

  private void put(Day day, ArticleUse.Tally tally) {
    use.put(day.article(), day.day(), tally);
    jdbc.sql("delete from card_count_due where article = :article and day = :day")
        .param("article", day.article())
        .param("day", day.day().toEpochDay())
        .update();
  }

  private List<Day> due(int limit) {
    return reader
        .sql("select article, day from card_count_due order by article, day limit :limit")
        .param("limit", limit)
        .query(
            (row, _) -> new Day(row.getString("article"), LocalDate.ofEpochDay(row.getLong("day"))))
        .list();
  }

  private ArticleUse.Tally tally(Day day) {
    return reader
        .sql(
            """
            select count(*) as shown,
              coalesce(sum(case when used = 1 then 1 else 0 end), 0) as as_is,
              coalesce(sum(case when used = 2 then 1 else 0 end), 0) as edited,
              coalesce(sum(wrong), 0) as wrong
            from (
              select min(u.at) as first_at,
                min(case u.used_how when 'as_is' then 1 when 'edited' then 2 end) as used,
                max(case when u.verdict <> 'good' then 1 else 0 end) as wrong
              from suggestion u
              join (
                select distinct conversation, for_seq from suggestion
                where article = :article and at >= :day * 86400000 and at < (:day + 1) * 86400000
              ) that_day on that_day.conversation = u.conversation and that_day.for_seq = u.for_seq
              where u.article = :article
              group by u.conversation, u.for_seq
            ) cards
            where first_at >= :day * 86400000
            """)
        .param("article", day.article())
        .param("day", day.day().toEpochDay())
        .query((row, _) ->
            new ArticleUse.Tally(
                row.getLong("shown"),
                row.getLong("as_is"),
                row.getLong("edited"),
                row.getLong("wrong")))
        .single();
  }
}
