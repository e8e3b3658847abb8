package dev.kefu.insight;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.rulebook.Claim;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Finding;
import dev.kefu.rulebook.Ruling;
import dev.kefu.rulebook.Settled;
import dev.kefu.rulebook.Trial;
import dev.kefu.rulebook.Verdict;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What another rulebook would have said of the replies and the claims of a while ago. Facts of the
/// shop are left out of it on both sides, and so is what was given before: the difference is the
/// rules' alone.
@Component
class RulebookTrials {

  static final int MOST_REPLIES = 20_000;
  static final int MOST_CLAIMS = 5_000;

  /// Differences that are shown one by one; all are counted.
  static final int MOST_SHOWN = 100;

  private final JdbcClient reader;
  private final JsonMapper json;

  RulebookTrials(@ReadOnly JdbcClient reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /// @param more there were more replies or claims than are looked at; the newest were
  record Outcome(
      Instant from,
      int replies,
      int claims,
      int repliesDecidedOtherwise,
      int claimsDecidedOtherwise,
      long aloneFenBefore,
      long aloneFenAfter,
      boolean more,
      List<Reply> replyDiff,
      List<Asked> claimDiff) {}

  /// @param verdict `cleared warned needs_approval blocked`
  record Said(String verdict, List<Finding> findings) {}

  record Reply(
      String conversation, long seq, Instant at, String by, String text, Said before, Said after) {}

  /// @param verdict `within above no_rule`
  record Ruled(
      String verdict, @Nullable String rule, @Nullable Long limitFen, @Nullable String why) {}

  record Asked(
      String caseId,
      String conversation,
      Instant at,
      String by,
      String kind,
      String reason,
      @Nullable String order,
      long proposalFen,
      Ruled before,
      Ruled after) {}

  Outcome play(Trial trial, Instant from) {
    var count = new Count();
    reader
        .sql(
            """
            select conversation, seq, sender_id, sender_role, sender_name, body, at from event
            where conversation in (select id from conversation where last_at >= :from)
              and kind = 'message' and sender_role in ('agent', 'supervisor') and at >= :from
            order by at desc limit :most
            """)
        .param("from", from.toEpochMilli())
        .param("most", MOST_REPLIES)
        .query((ResultSet row) -> reply(row, trial, count));
    reader
        .sql(
            """
            select id, conversation, kind, reason, order_id, order_amount_fen, proposal_fen, form,
              coalesce(shown, case when evidence = '[]' then 0 else 1 end) as shown,
              requested_by_name, opened_at, category, tier, claims_30_days, floor_fen, freight_fen
            from claim_case where kind in ('compensation', 'discount') and opened_at >= :from
            order by opened_at desc limit :most
            """)
        .param("from", from.toEpochMilli())
        .param("most", MOST_CLAIMS)
        .query((ResultSet row) -> claim(row, trial, count));
    return count.outcome(from);
  }

  private void reply(ResultSet row, Trial trial, Count count) throws SQLException {
    count.replies++;
    if (json.readValue(row.getString("body"), Body.class) instanceof Body.Text text) {
      var draft = new Draft(author(row), text, null, null, null, Settled.NOTHING);
      var at = Instant.ofEpochMilli(row.getLong("at"));
      var before = said(trial.before(draft, at));
      var after = said(trial.after(draft, at));
      if (!before.verdict().equals(after.verdict())) {
        count.reply(
            new Reply(
                row.getString("conversation"),
                row.getLong("seq"),
                at,
                row.getString("sender_name"),
                text.text(),
                before,
                after));
      }
    }
  }

  private static Staff author(ResultSet row) throws SQLException {
    var role = row.getString("sender_role").equals("agent") ? Role.AGENT : Role.SUPERVISOR;
    var name = row.getString("sender_name");
    return new Staff(new StaffId(row.getString("sender_id")), name, name, Set.of(role), null);
  }

  private static Said said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Cleared(var reply) ->
          new Said(reply.warnings().isEmpty() ? "cleared" : "warned", reply.warnings());
      case Verdict.NeedsApproval needed -> new Said("needs_approval", List.of(needed.finding()));
      case Verdict.Blocked(var findings) -> new Said("blocked", findings);
    };
  }

  /// As if an agent had asked: what is meant is how much leaves the shop without a second look.
  private static void claim(ResultSet row, Trial trial, Count count) throws SQLException {
    count.claims++;
    long fen = row.getLong("proposal_fen");
    var claim =
        new Claim(
            row.getString("kind"),
            row.getString("reason"),
            fen,
            row.getString("form"),
            longOrNull(row, "order_amount_fen"),
            row.getInt("shown") == 1,
            0,
            new Claim.About(
                row.getString("category"),
                row.getString("tier"),
                row.getInt("claims_30_days"),
                longOrNull(row, "floor_fen"),
                row.getLong("freight_fen"),
                null));
    var before = ruled(trial.before(claim, Role.AGENT));
    var after = ruled(trial.after(claim, Role.AGENT));
    count.aloneBefore += before.verdict().equals("within") ? fen : 0;
    count.aloneAfter += after.verdict().equals("within") ? fen : 0;
    if (!before.verdict().equals(after.verdict())) {
      count.claim(
          new Asked(
              row.getString("id"),
              row.getString("conversation"),
              Instant.ofEpochMilli(row.getLong("opened_at")),
              row.getString("requested_by_name"),
              claim.kind(),
              claim.reason(),
              row.getString("order_id"),
              fen,
              before,
              after));
    }
  }

  private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column) instanceof Number number ? number.longValue() : null;
  }

  private static Ruled ruled(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Within(var rule, var limit) -> new Ruled("within", rule, limit, null);
      case Ruling.Above(var rule, var limit, var why, _) -> new Ruled("above", rule, limit, why);
      case Ruling.NoRule() -> new Ruled("no_rule", null, null, null);
    };
  }

  private static final class Count {

    private final List<Reply> replyDiff = new ArrayList<>();
    private final List<Asked> claimDiff = new ArrayList<>();
    private int replies;
    private int claims;
    private int repliesOtherwise;
    private int claimsOtherwise;
    private long aloneBefore;
    private long aloneAfter;

    void reply(Reply reply) {
      repliesOtherwise++;
      if (replyDiff.size() < MOST_SHOWN) {
        replyDiff.add(reply);
      }
    }

    void claim(Asked asked) {
      claimsOtherwise++;
      if (claimDiff.size() < MOST_SHOWN) {
        claimDiff.add(asked);
      }
    }

    Outcome outcome(Instant from) {
      return new Outcome(
          from,
          replies,
          claims,
          repliesOtherwise,
          claimsOtherwise,
          aloneBefore,
          aloneAfter,
          replies == MOST_REPLIES || claims == MOST_CLAIMS,
          List.copyOf(replyDiff),
          List.copyOf(claimDiff));
    }
  }
}
