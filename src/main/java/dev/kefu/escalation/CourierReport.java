package dev.kefu.escalation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was asked of each courier and what it paid back, beside what shoppers were given for the
/// same parcels.
///
/// Everything counts when it was written down, so that a period that has ended never changes: a
/// claim when it was opened, its end when it was settled, a grant when it was paid or, if its
/// parcel's first claim was opened only later, then. Of an order's grants those count that are for
/// how it arrived, once, under the courier of its first claim. Reads the ledger and adds nothing to
/// it.
@Component
class CourierReport {

  private static final int MOST_ROWS = 20_000;
  private static final int MOST_LINES = 200_000;

  /// Every claim's moves and every grant beside them, as `what happened, how much, when`.
  private static final String MOVES =
      """
      select courier, 'filed' as what, asked_fen as fen, opened_at as at from courier_claim
      where opened_at >= :from and opened_at < :to
      union all
      select courier, status, coalesce(paid_fen, asked_fen), settled_at from courier_claim
      where settled_at >= :from and settled_at < :to
      union all
      select courier, 'granted', fen, at from (
        select c.courier, e.amount_fen as fen,
          case when e.at > c.opened_at then e.at else c.opened_at end as at
        from courier_claim c
        join ledger_entry e on e.order_id = c.order_id and e.status = 'granted'
        join claim_case k on k.id = e.case_id and k.kind = 'compensation'
          and k.reason in ('lost', 'late', 'damaged', 'missing')
        where e.at < :to and c.opened_at < :to and not exists (
          select 1 from courier_claim f where f.order_id = c.order_id
            and (f.opened_at < c.opened_at or (f.opened_at = c.opened_at and f.id < c.id)))) g
      where at >= :from
      limit :limit
      """;

  private final JdbcClient reader;
  private final ShopProfile shop;

  CourierReport(@ReadOnly JdbcClient reader, ShopProfile shop) {
    this.reader = reader;
    this.shop = shop;
  }

  /// Amounts in fen.
  ///
  /// @param filed claims opened, with what was asked for
  /// @param paid claims paid, with what came back
  /// @param rejected claims rejected, with what was asked for
  /// @param withdrawn claims withdrawn, with what was asked for
  /// @param granted what shoppers were given for these parcels
  record Figures(
      long filed,
      long filedFen,
      long paid,
      long paidFen,
      long rejected,
      long rejectedFen,
      long withdrawn,
      long withdrawnFen,
      long granted,
      long grantedFen) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Figures of(String what, long fen) {
      return switch (what) {
        case "filed" -> new Figures(1, fen, 0, 0, 0, 0, 0, 0, 0, 0);
        case "paid" -> new Figures(0, 0, 1, fen, 0, 0, 0, 0, 0, 0);
        case "rejected" -> new Figures(0, 0, 0, 0, 1, fen, 0, 0, 0, 0);
        case "withdrawn" -> new Figures(0, 0, 0, 0, 0, 0, 1, fen, 0, 0);
        case "granted" -> new Figures(0, 0, 0, 0, 0, 0, 0, 0, 1, fen);
        default -> throw new IllegalArgumentException("no move of a claim: " + what);
      };
    }

    Figures plus(Figures more) {
      return new Figures(
          filed + more.filed,
          filedFen + more.filedFen,
          paid + more.paid,
          paidFen + more.paidFen,
          rejected + more.rejected,
          rejectedFen + more.rejectedFen,
          withdrawn + more.withdrawn,
          withdrawnFen + more.withdrawnFen,
          granted + more.granted,
          grantedFen + more.grantedFen);
    }
  }

  /// @param period such as `2026-11`; left out without periods
  record Row(
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String period,
      String courier,
      String name,
      Figures figures) {}

  /// @param openFen asked for before `to` and not answered then
  record Report(
      Instant from,
      Instant to,
      String timeZone,
      String period,
      Figures totals,
      long openFen,
      List<Row> data) {}

  private record Key(String period, String courier) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::period).thenComparing(Key::courier);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Move(String courier, Figures figures, Instant at) {}

  /// @throws Refusal `too_large` when there is more than a report can hold
  Report make(LedgerQuery query) {
    var told = shop.told();
    var figures = new TreeMap<Key, Figures>();
    var totals = Figures.NONE;
    for (var move : moves(query)) {
      totals = totals.plus(move.figures());
      figures.merge(
          new Key(query.periodOf(move.at()), move.courier()), move.figures(), Figures::plus);
    }
    if (figures.size() > MOST_ROWS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "报表超过 " + MOST_ROWS + " 行，请缩小范围");
    }
    var rows = new ArrayList<Row>();
    figures.forEach((key, each) ->
        rows.add(new Row(key.period(), key.courier(), name(told, key.courier()), each)));
    return new Report(
        query.from(),
        query.to(),
        query.zone().getId(),
        LedgerQuery.wire(query.period()),
        totals,
        openFen(query.to()),
        rows);
  }

  private static String name(Shop shop, String courier) {
    return shop.courier(courier).map(Shop.Courier::name).orElse(courier);
  }

  private List<Move> moves(LedgerQuery query) {
    var moves =
        reader
            .sql(MOVES)
            .param("from", query.from().toEpochMilli())
            .param("to", query.to().toEpochMilli())
            .param("limit", MOST_LINES + 1)
            .query((row, _) ->
                new Move(
                    row.getString("courier"),
                    Figures.of(row.getString("what"), row.getLong("fen")),
                    Instant.ofEpochMilli(row.getLong("at"))))
            .list();
    if (moves.size() > MOST_LINES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "理赔超过 " + MOST_LINES + " 条，请缩小范围");
    }
    return moves;
  }

  private long openFen(Instant at) {
    return reader
        .sql(
            """
            select coalesce(sum(asked_fen), 0) from courier_claim
            where opened_at < :at and (settled_at is null or settled_at >= :at)
            """)
        .param("at", at.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /// The report as a sheet, its totals last.
  static Sheet sheet(Report report) {
    var rows = new ArrayList<List<Sheet.Cell>>();
    report
        .data()
        .forEach(row -> rows.add(cells(row.period(), Sheet.text(row.name()), row.figures())));
    rows.add(cells("", new Sheet.Word("合计"), report.totals()));
    return new Sheet(
        "快递理赔报表",
        List.of(
            "期间",
            "快递",
            "理赔笔数",
            "索赔金额(元)",
            "赔付笔数",
            "赔付金额(元)",
            "拒赔笔数",
            "拒赔金额(元)",
            "撤回笔数",
            "撤回金额(元)",
            "同批包裹补偿笔数",
            "同批包裹补偿金额(元)"),
        rows);
  }

  private static List<Sheet.Cell> cells(String period, Sheet.Cell name, Figures f) {
    return List.of(
        Sheet.text(period),
        name,
        new Sheet.Count(f.filed()),
        new Sheet.Money(f.filedFen()),
        new Sheet.Count(f.paid()),
        new Sheet.Money(f.paidFen()),
        new Sheet.Count(f.rejected()),
        new Sheet.Money(f.rejectedFen()),
        new Sheet.Count(f.withdrawn()),
        new Sheet.Money(f.withdrawnFen()),
        new Sheet.Count(f.granted()),
        new Sheet.Money(f.grantedFen()));
  }
}
