package dev.kefu.escalation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the ledger from its beginning and compares where that ends with how the grants and their
/// cases stand. What cannot have come about by this program's own doing is a difference.
public final class LedgerCheck {

  /// After which step which may follow; `granting` begins.
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "", Set.of("granting"),
          "granting", Set.of("granted", "failed", "unknown", "withdrawn"),
          "unknown", Set.of("granted", "failed"),
          "withdrawn", Set.of("granting"),
          "granted", Set.of(),
          "failed", Set.of());

  private static final Set<String> OPEN = Set.of("granting", "unknown");

  /// More differences than anybody reads one by one.
  private static final int MOST = 1_000;

  private final Map<String, Standing> replayed = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private long lines;

  private LedgerCheck() {}

  /// @param what for people
  public record Difference(String grant, String what) {}

  /// @param outstandingFen granted and not yet known to be paid
  /// @param differences at most 1,000
  public record Result(
      long grants,
      long lines,
      long grantedFen,
      long failedFen,
      long outstandingFen,
      List<Difference> differences) {

    public boolean agrees() {
      return differences.isEmpty();
    }
  }

  private record Standing(int step, String status, long fen, String form, @Nullable String order) {

    static Standing of(ResultSet row, int step) throws SQLException {
      return new Standing(
          step,
          row.getString("status"),
          row.getLong("amount_fen"),
          row.getString("form"),
          row.getString("order_id"));
    }
  }

  /// Only reads. What differs is looked at once more: a grant may have moved between reading the
  /// ledger and reading how the grants stand.
  public static Result run(JdbcClient reader) {
    var first = once(reader);
    if (first.agrees()) {
      return first;
    }
    var again = once(reader);
    var lasting = again.differences().stream().filter(first.differences()::contains).toList();
    return new Result(
        again.grants(),
        again.lines(),
        again.grantedFen(),
        again.failedFen(),
        again.outstandingFen(),
        lasting);
  }

  private static Result once(JdbcClient reader) {
    var check = new LedgerCheck();
    check.replay(reader);
    var grants = check.compare(reader);
    check.requireNoOthers(grants);
    return check.result();
  }

  private void replay(JdbcClient reader) {
    reader
        .sql(
            """
            select grant_id, step, status, amount_fen, form, order_id, rule, decision
            from ledger_entry order by grant_id, step
            """)
        .query((ResultSet row) -> line(row));
  }

  private void line(ResultSet row) throws SQLException {
    lines++;
    var id = row.getString("grant_id");
    var line = Standing.of(row, row.getInt("step"));
    var before = replayed.put(id, line);
    var earlier = before == null ? "" : before.status();
    require(id, line.step() == (before == null ? 1 : before.step() + 1), "缺少账目步骤");
    require(
        id,
        NEXT.getOrDefault(earlier, Set.of()).contains(line.status()),
        "步骤 " + line.status() + " 不能在 " + (earlier.isEmpty() ? "开头" : earlier) + " 之后");
    require(
        id,
        before == null || before.fen() == line.fen() || earlier.equals("withdrawn"),
        "金额中途改变：" + line.fen());
    require(
        id,
        (row.getString("rule") == null) != (row.getString("decision") == null),
        "既无规则又无裁决，或两者都有");
  }

  /// @return the ids of all grants
  private Set<String> compare(JdbcClient reader) {
    var grants = new HashSet<String>();
    reader
        .sql(
            """
            select g.id, g.status, g.amount_fen, g.form, g.order_id, k.status as case_status,
              k.amount_fen as case_fen
            from grant_order g left join claim_case k on k.id = g.case_id
            """)
        .query((ResultSet row) -> {
          grants.add(row.getString("id"));
          compare(row);
        });
    return grants;
  }

  private void compare(ResultSet row) throws SQLException {
    var id = row.getString("id");
    var booked = replayed.get(id);
    if (booked == null) {
      differ(id, "没有账目");
      return;
    }
    var standing = Standing.of(row, booked.step());
    require(id, booked.equals(standing), "账目为 " + booked + "，打款单为 " + standing);
    var ofCase = row.getString("case_status");
    require(id, Objects.equals(ofCase, caseOf(standing.status(), ofCase)), "案件状态为 " + ofCase);
    require(
        id,
        standing.status().equals("withdrawn") || row.getLong("case_fen") == standing.fen(),
        "案件金额为 " + row.getLong("case_fen"));
  }

  /// How the case has to stand; what was withdrawn leaves it free. A grant the rules allowed is
  /// told as granted from the first.
  private static @Nullable String caseOf(String grant, @Nullable String ofCase) {
    return switch (grant) {
      case "granted", "failed" -> grant;
      case "withdrawn" -> ofCase;
      default -> "granted".equals(ofCase) ? ofCase : "approved";
    };
  }

  private void requireNoOthers(Set<String> grants) {
    replayed.keySet().stream()
        .filter(id -> !grants.contains(id))
        .forEach(id -> differ(id, "没有打款单"));
  }

  private void require(String grant, boolean holds, String otherwise) {
    if (!holds) {
      differ(grant, otherwise);
    }
  }

  private void differ(String grant, String what) {
    if (differences.size() < MOST) {
      differences.add(new Difference(grant, what));
    }
  }

  private Result result() {
    return new Result(
        replayed.size(),
        lines,
        sum(Set.of("granted")),
        sum(Set.of("failed")),
        sum(OPEN),
        List.copyOf(differences));
  }

  private long sum(Set<String> statuses) {
    return replayed.values().stream()
        .filter(each -> statuses.contains(each.status()))
        .mapToLong(Standing::fen)
        .sum();
  }
}
