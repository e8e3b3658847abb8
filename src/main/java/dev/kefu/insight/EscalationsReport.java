package dev.kefu.insight;

import dev.kefu.base.Stage;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// 升级与补偿: what was asked for more than one may give alone, how it was decided, and what was given.
/// A case belongs to the moment it was opened and to who opened it; money to the moment it was
/// booked as granted in the ledger, whenever its case was opened.
@Component
class EscalationsReport implements Reporting {

  /// The row of cases that name no form.
  static final String NO_FORM = "none";

  private final JdbcClient reader;
  private final Names names;

  EscalationsReport(@ReadOnly JdbcClient reader, Names names) {
    this.reader = reader;
    this.names = names;
  }

  @Override
  public String name() {
    return "escalations";
  }

  @Override
  public Set<Grouping> groupings() {
    return EnumSet.of(
        Grouping.AGENT,
        Grouping.STAGE,
        Grouping.DAY,
        Grouping.HOUR,
        Grouping.REASON,
        Grouping.FORM);
  }

  @Override
  public Report make(Query query) {
    var rows = new Rows<>(query, CaseTally::new);
    cases(query, rows);
    money(query, rows);
    judged(query, rows);
    var by = query.by() == Grouping.REASON ? Grouping.NONE : query.by();
    return rows.report(name(), names.of(by));
  }

  /// What rows are told by, of a case or of a line of the ledger.
  private record Place(Instant at, Stage stage, String agent, String reason, String form) {

    static Place of(ResultSet row) throws SQLException {
      var form = row.getString("form");
      return new Place(
          Instant.ofEpochMilli(row.getLong("at")),
          Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
          row.getString("requested_by"),
          row.getString("reason"),
          form == null ? NO_FORM : form);
    }

    @Nullable CaseTally row(Query query, Rows<CaseTally> rows) {
      return switch (query.by()) {
        case AGENT -> rows.row(agent);
        case REASON -> rows.row(reason);
        case FORM -> rows.row(form);
        case NONE, STAGE, DAY, HOUR, TAG, ARTICLE -> rows.row(at, Query.name(stage));
      };
    }
  }

  private void cases(Query query, Rows<CaseTally> rows) {
    asked(
            query,
            """
            select k.opened_at as at, c.stage, k.requested_by, k.reason, k.form, k.status,
              k.decided_by, k.decided_at, k.proposal_fen, k.amount_fen
            from claim_case k
            join conversation c on c.id = k.conversation
            where k.status in ('pending', 'approved', 'rejected', 'cancelled', 'expired', 'granted', 'failed')
              and k.opened_at >= :from and k.opened_at < :to
              and (cast(:stage as text) is null or c.stage = :stage)
              and (cast(:agent as text) is null or k.requested_by = :agent)
            """)
        .query((ResultSet row) -> {
          var decided = Decided.of(row);
          rows.totals().opened(decided);
          var of = Place.of(row).row(query, rows);
          if (of != null) {
            of.opened(decided);
          }
        });
  }

  private void money(Query query, Rows<CaseTally> rows) {
    asked(
            query,
            """
            select l.at, c.stage, k.requested_by, k.reason, l.form, l.amount_fen
            from ledger_entry l
            join claim_case k on k.id = l.case_id
            join conversation c on c.id = k.conversation
            where l.status = 'granted'
              and l.at >= :from and l.at < :to
              and (cast(:stage as text) is null or c.stage = :stage)
              and (cast(:agent as text) is null or k.requested_by = :agent)
            """)
        .query((ResultSet row) -> {
          var fen = row.getLong("amount_fen");
          rows.totals().granted(fen);
          var of = Place.of(row).row(query, rows);
          if (of != null) {
            of.granted(fen);
          }
        });
  }

  /// What supervisors thought of decisions beside the rules that the weeks' draws have shown.
  private void judged(Query query, Rows<CaseTally> rows) {
    asked(
            query,
            """
            select s.about_at as at, c.stage, k.requested_by, k.reason, k.form, s.verdict
            from sample_verdict s
            join claim_case k on k.id = s.subject
            join conversation c on c.id = k.conversation
            where s.kind = 'beside' and s.about_at >= :from and s.about_at < :to
              and (cast(:stage as text) is null or c.stage = :stage)
              and (cast(:agent as text) is null or k.requested_by = :agent)
            """)
        .query((ResultSet row) -> {
          var right = row.getString("verdict").equals("right");
          rows.totals().judged(right);
          var of = Place.of(row).row(query, rows);
          if (of != null) {
            of.judged(right);
          }
        });
  }

  private JdbcClient.StatementSpec asked(Query query, String sql) {
    return reader
        .sql(sql)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("stage", query.stageName())
        .param("agent", query.agent());
  }

  /// What became of a case.
  ///
  /// @param alone whether the rules let its requester give it without asking anybody
  private record Decided(String status, boolean alone, boolean changed, long ms) {

    static Decided of(ResultSet row) throws SQLException {
      var status = row.getString("status");
      var given = Set.of("approved", "granted", "failed").contains(status);
      var amount = row.getLong("amount_fen");
      var alone = given && row.getString("requested_by").equals(row.getString("decided_by"));
      return new Decided(
          given ? "approved" : status,
          alone,
          given && !alone && amount != row.getLong("proposal_fen"),
          row.getLong("decided_at") - row.getLong("at"));
    }
  }

  private static final class CaseTally implements Tally {
    private final Durations decision = new Durations();
    private long cases;
    private long alone;
    private long approved;
    private long changed;
    private long rejected;
    private long cancelled;
    private long pending;
    private long grants;
    private long right;
    private long wrong;
    private long fen;

    private void opened(Decided decided) {
      cases++;
      if (decided.alone()) {
        alone++;
        return;
      }
      changed += decided.changed() ? 1 : 0;
      switch (decided.status()) {
        case "approved" -> {
          approved++;
          decision.add(decided.ms());
        }
        case "rejected" -> {
          rejected++;
          decision.add(decided.ms());
        }
        case "pending" -> pending++;
        default -> cancelled++;
      }
    }

    private void judged(boolean isRight) {
      right += isRight ? 1 : 0;
      wrong += isRight ? 0 : 1;
    }

    private void granted(long amountFen) {
      grants++;
      fen += amountFen;
    }

    @Override
    public long weight() {
      return cases + grants;
    }

    @Override
    public void write(Figures figures) {
      figures
          .put("cases", cases)
          .put("granted_alone", alone)
          .put("approved", approved)
          .put("changed", changed)
          .put("rejected", rejected)
          .put("cancelled", cancelled)
          .put("pending", pending)
          .share("approved_rate", approved, approved + rejected)
          .times("decision", decision)
          .put("grants", grants)
          .put("granted_fen", fen)
          .put("judged_right", right)
          .put("judged_wrong", wrong);
    }
  }
}
