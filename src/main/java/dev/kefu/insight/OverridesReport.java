package dev.kefu.insight;

import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// 提醒后仍发送: replies sent past a warning of the promise guard, by the reason their authors named.
@Component
class OverridesReport implements Reporting {

  private final JdbcClient reader;
  private final Names names;

  OverridesReport(@ReadOnly JdbcClient reader, Names names) {
    this.reader = reader;
    this.names = names;
  }

  @Override
  public String name() {
    return "overrides";
  }

  @Override
  public Set<Grouping> groupings() {
    return EnumSet.of(Grouping.AGENT, Grouping.STAGE, Grouping.DAY, Grouping.HOUR, Grouping.REASON);
  }

  @Override
  public Report make(Query query) {
    var rows = new Rows<>(query, OverrideTally::new);
    reader
        .sql(
            """
            select staff, reason, stage, at from reply_override
            where at >= :from and at < :to
              and (cast(:agent as text) is null or staff = :agent)
              and (cast(:stage as text) is null or stage = :stage)
            """)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("agent", query.agent())
        .param("stage", query.stageName())
        .query((ResultSet row) -> count(query, rows, row));
    judged(query, rows);
    var by = query.by() == Grouping.REASON ? Grouping.NONE : query.by();
    return rows.report(name(), names.of(by));
  }

  /// What supervisors thought of those the weeks' draws have shown.
  private void judged(Query query, Rows<OverrideTally> rows) {
    reader
        .sql(
            """
            select s.staff, o.reason, s.stage, s.about_at as at, s.verdict
            from sample_verdict s
            join reply_override o on s.subject = o.conversation || '/' || o.staff || '/' || o.mid
            where s.kind = 'override' and s.about_at >= :from and s.about_at < :to
              and o.at >= :from and o.at < :to
              and (cast(:agent as text) is null or s.staff = :agent)
              and (cast(:stage as text) is null or s.stage = :stage)
            """)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("agent", query.agent())
        .param("stage", query.stageName())
        .query((ResultSet row) -> {
          var verdict = row.getString("verdict");
          rows.totals().judged(verdict);
          each(query, rows, row, tally -> tally.judged(verdict));
        });
  }

  private static void count(Query query, Rows<OverrideTally> rows, ResultSet row)
      throws SQLException {
    var reason = row.getString("reason");
    rows.totals().add(reason);
    each(query, rows, row, tally -> tally.add(reason));
  }

  /// The rows one of them stands in, besides the totals.
  private static void each(
      Query query, Rows<OverrideTally> rows, ResultSet row, Consumer<OverrideTally> count)
      throws SQLException {
    var timed = rows.row(Instant.ofEpochMilli(row.getLong("at")), row.getString("stage"));
    if (timed != null) {
      count.accept(timed);
    }
    switch (query.by()) {
      case AGENT -> count.accept(rows.row(row.getString("staff")));
      case REASON -> count.accept(rows.row(row.getString("reason")));
      case NONE, STAGE, DAY, HOUR, TAG, ARTICLE, FORM -> {
        // Counted above, or asked of another report.
      }
    }
  }

  private static final class OverrideTally implements Tally {

    private long all;
    private long checked;
    private long onPage;
    private long supervisor;
    private long right;
    private long wrong;

    private void add(String reason) {
      all++;
      switch (reason) {
        case "on_page" -> onPage++;
        case "supervisor_agreed" -> supervisor++;
        default -> checked++;
      }
    }

    private void judged(String verdict) {
      if (verdict.equals("right")) {
        right++;
      } else {
        wrong++;
      }
    }

    @Override
    public long weight() {
      return all;
    }

    @Override
    public void write(Figures figures) {
      figures
          .put("overrides", all)
          .put("overrides_checked", checked)
          .put("overrides_on_page", onPage)
          .put("overrides_supervisor_agreed", supervisor)
          .put("judged_right", right)
          .put("judged_wrong", wrong);
    }
  }
}
