package dev.kefu.escalation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.escalation.LedgerQuery.Grouping;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What finance books: the ledger added up by period and by what it was for. Each line of the
/// ledger counts in the period it was booked in, under who granted it then and on what basis, so
/// that a period that has ended never changes: what is undone or decided anew later is a line of
/// its own.
@Component
class LedgerReport {

  private static final int MOST_ROWS = 20_000;
  private static final int MOST_LINES = 200_000;
  private static final String NOT_NAMED = "-";

  private static final String LINES =
      """
      select e.grant_id, e.step, e.status, e.amount_fen, e.form, e.rule, e.at, e.order_id, e.case_id,
        k.kind, k.reason, coalesce(k.goods, k.sku) as goods, k.requested_by, k.requested_by_name,
        e.booked_by as decided_by,
        coalesce(e.booked_by_name,
          case when k.requested_by = e.booked_by then k.requested_by_name else k.decided_by_name end
        ) as decided_by_name,
        k.order_at, coalesce(e.beside, k.beside) as beside
      from ledger_entry e join claim_case k on k.id = e.case_id
      where e.at >= :from and e.at < :to
      order by e.at, e.grant_id, e.step
      limit :limit
      """;

  private static final Map<String, String> BASES =
      Map.of("rule", "规则内直接补偿", "decision", "规则内裁决", "beside_rules", "超规裁决");
  private static final Map<String, String> KINDS =
      Map.of(Forms.COMPENSATION, "补偿", Forms.DISCOUNT, "让利");
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("damaged", "商品破损"),
          Map.entry("missing", "少件漏发"),
          Map.entry("wrong_item", "发错商品"),
          Map.entry("late", "延迟发货"),
          Map.entry("lost", "包裹丢失"),
          Map.entry("price_gap", "价保退差价"),
          Map.entry("quality", "质量问题"),
          Map.entry("not_as_described", "与描述不符"),
          Map.entry("stock_out", "缺货"),
          Map.entry("goodwill", "关怀补偿"),
          Map.entry("bargain", "议价"),
          Map.entry("price_error", "标价有误"),
          Map.entry("missed_offer", "活动漏享"),
          Map.entry("regular", "老客优惠"),
          Map.entry("bulk", "多件优惠"));
  private static final Map<String, String> STEPS =
      Map.of(
          "granting",
          "已批准",
          "granted",
          "已支付",
          "failed",
          "支付失败",
          "unknown",
          "待核实",
          "withdrawn",
          "已撤销");

  private final JdbcClient reader;

  LedgerReport(@ReadOnly JdbcClient reader) {
    this.reader = reader;
  }

  /// What was booked; amounts in fen.
  ///
  /// @param opened granted by a rule or a decision, to be paid
  /// @param granted paid
  /// @param failed refused by the shop
  /// @param withdrawn taken back before it was paid
  record Figures(
      long opened,
      long openedFen,
      long granted,
      long grantedFen,
      long failed,
      long failedFen,
      long withdrawn,
      long withdrawnFen) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    Figures with(String status, long fen) {
      return switch (status) {
        case "granting" ->
            new Figures(
                opened + 1,
                openedFen + fen,
                granted,
                grantedFen,
                failed,
                failedFen,
                withdrawn,
                withdrawnFen);
        case "granted" ->
            new Figures(
                opened,
                openedFen,
                granted + 1,
                grantedFen + fen,
                failed,
                failedFen,
                withdrawn,
                withdrawnFen);
        case "failed" ->
            new Figures(
                opened,
                openedFen,
                granted,
                grantedFen,
                failed + 1,
                failedFen + fen,
                withdrawn,
                withdrawnFen);
        case "withdrawn" ->
            new Figures(
                opened,
                openedFen,
                granted,
                grantedFen,
                failed,
                failedFen,
                withdrawn + 1,
                withdrawnFen + fen);
        default -> this;
      };
    }
  }

  /// @param period such as `2026-11`; left out without periods
  /// @param name what people call the key
  record Row(
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String period,
      String key,
      String name,
      Figures figures) {}

  /// @param outstandingFen granted before `to` and not known then to be paid, failed or withdrawn
  record Report(
      Instant from,
      Instant to,
      String timeZone,
      String period,
      String groupBy,
      Figures totals,
      long outstandingFen,
      List<Row> data) {}

  private record Key(String period, String key) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      var byPeriod = period.compareTo(other.period);
      return byPeriod == 0 ? key.compareTo(other.key) : byPeriod;
    }
  }

  private record Named(String key, String name) {}

  Report make(LedgerQuery query) {
    var figures = new TreeMap<Key, Figures>();
    var names = new TreeMap<String, String>();
    var totals = new Figures[] {Figures.NONE};
    lines(query, Integer.MAX_VALUE)
        .query((ResultSet row) -> {
          var status = row.getString("status");
          var fen = row.getLong("amount_fen");
          var named = named(query, row);
          var period = query.periodOf(Instant.ofEpochMilli(row.getLong("at")));
          names.put(named.key(), named.name());
          totals[0] = totals[0].with(status, fen);
          figures.merge(
              new Key(period, named.key()),
              Figures.NONE.with(status, fen),
              (known, _) -> known.with(status, fen));
          if (figures.size() > MOST_ROWS) {
            throw new Refusal(ErrorCode.TOO_LARGE, "报表超过 " + MOST_ROWS + " 行，请缩小范围");
          }
        });
    var rows = new ArrayList<Row>();
    figures.forEach((key, each) ->
        rows.add(new Row(key.period(), key.key(), names.getOrDefault(key.key(), ""), each)));
    return new Report(
        query.from(),
        query.to(),
        query.zone().getId(),
        LedgerQuery.wire(query.period()),
        LedgerQuery.wire(query.by()),
        totals[0],
        outstandingFen(query.to()),
        rows);
  }

  private JdbcClient.StatementSpec lines(LedgerQuery query, int limit) {
    return reader
        .sql(LINES)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("limit", limit);
  }

  private static Named named(LedgerQuery query, ResultSet row) throws SQLException {
    return switch (query.by()) {
      case NONE -> new Named("all", "全部");
      case FORM -> new Named(row.getString("form"), Forms.name(row.getString("form")));
      case KIND -> named(row.getString("kind"), KINDS);
      case REASON -> named(row.getString("reason"), REASONS);
      case PRODUCT -> named(row.getString("goods"), Map.of());
      case AGENT -> new Named(row.getString("requested_by"), row.getString("requested_by_name"));
      case DECIDER -> new Named(or(row, "decided_by"), or(row, "decided_by_name"));
      case BASIS -> named(basis(row), BASES);
      case ORDER_MONTH -> named(orderMonth(query, row), Map.of());
    };
  }

  private static Named named(@Nullable String key, Map<String, String> names) {
    var known = key == null ? NOT_NAMED : key;
    return new Named(known, names.getOrDefault(known, known));
  }

  private static String or(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? NOT_NAMED : text;
  }

  /// What allowed it: a rule, a decision within the decider's own powers, or one beside the rules.
  private static String basis(ResultSet row) throws SQLException {
    if (row.getString("rule") != null) {
      return "rule";
    }
    return row.getInt("beside") == 1 ? "beside_rules" : "decision";
  }

  private static @Nullable String orderMonth(LedgerQuery query, ResultSet row) throws SQLException {
    var at = row.getLong("order_at");
    return row.wasNull() ? null : query.monthOf(Instant.ofEpochMilli(at));
  }

  private long outstandingFen(Instant at) {
    return reader
        .sql(
            """
            select coalesce(sum(e.amount_fen), 0) from ledger_entry e
            where e.status in ('granting', 'unknown') and e.at < :at
              and e.step = (
                select max(l.step) from ledger_entry l where l.grant_id = e.grant_id and l.at < :at)
            """)
        .param("at", at.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /// The report as a sheet, its totals last.
  static Sheet sheet(Report report) {
    var by = Grouping.valueOf(report.groupBy().toUpperCase(java.util.Locale.ROOT));
    var rows = new ArrayList<List<Sheet.Cell>>();
    for (var row : report.data()) {
      var name = by.isWorded() ? new Sheet.Word(row.name()) : Sheet.text(row.name());
      rows.add(cells(row.period(), Sheet.text(row.key()), name, row.figures()));
    }
    rows.add(cells("", new Sheet.Word("合计"), new Sheet.Word("合计"), report.totals()));
    return new Sheet(
        "补偿报表",
        List.of(
            "期间",
            by.title(),
            "名称",
            "批准笔数",
            "批准金额(元)",
            "支付笔数",
            "支付金额(元)",
            "失败笔数",
            "失败金额(元)",
            "撤销笔数",
            "撤销金额(元)"),
        rows);
  }

  private static List<Sheet.Cell> cells(String period, Sheet.Cell key, Sheet.Cell name, Figures f) {
    return List.of(
        Sheet.text(period),
        key,
        name,
        new Sheet.Count(f.opened()),
        new Sheet.Money(f.openedFen()),
        new Sheet.Count(f.granted()),
        new Sheet.Money(f.grantedFen()),
        new Sheet.Count(f.failed()),
        new Sheet.Money(f.failedFen()),
        new Sheet.Count(f.withdrawn()),
        new Sheet.Money(f.withdrawnFen()));
  }

  /// The ledger's lines one by one, as they were booked.
  Sheet journal(LedgerQuery query) {
    var time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(query.zone());
    var rows = new ArrayList<List<Sheet.Cell>>();
    lines(query, MOST_LINES + 1)
        .query((ResultSet row) -> {
          rows.add(journal(query, time, row));
        });
    if (rows.size() > MOST_LINES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "账目超过 " + MOST_LINES + " 行，请缩小范围");
    }
    return new Sheet(
        "补偿台账",
        List.of(
            "时间", "打款单", "步骤", "状态", "金额(元)", "方式", "原因", "订单", "订单月份", "商品", "客服", "决定人", "依据",
            "规则", "案件"),
        rows);
  }

  private static List<Sheet.Cell> journal(LedgerQuery query, DateTimeFormatter time, ResultSet row)
      throws SQLException {
    var status = row.getString("status");
    return List.of(
        Sheet.text(time.format(Instant.ofEpochMilli(row.getLong("at")))),
        Sheet.text(row.getString("grant_id")),
        new Sheet.Count(row.getInt("step")),
        new Sheet.Word(STEPS.getOrDefault(status, status)),
        new Sheet.Money(row.getLong("amount_fen")),
        new Sheet.Word(Forms.name(row.getString("form"))),
        new Sheet.Word(named(row.getString("reason"), REASONS).name()),
        Sheet.text(row.getString("order_id")),
        Sheet.text(orderMonth(query, row)),
        Sheet.text(row.getString("goods")),
        Sheet.text(row.getString("requested_by_name")),
        Sheet.text(row.getString("decided_by_name")),
        new Sheet.Word(BASES.getOrDefault(basis(row), "")),
        Sheet.text(row.getString("rule")),
        Sheet.text(row.getString("case_id")));
  }
}
