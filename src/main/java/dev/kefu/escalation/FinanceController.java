package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.PayoutChecks.PayoutCheck;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.StoreTime;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the shop's finance needs of the ledger: reports, the journal, whether it adds up, and
/// whether the shop's own records say the same.
@RestController
@RequestMapping("/api/v1/ledger")
class FinanceController {

  private static final int MOST_COMPARED = 1_000;
  private static final int MOST_SHOWN = 500;
  private static final int MAX_REMARK = 1_000;

  private final LedgerReport report;
  private final Reconciliation reconciliation;
  private final PayoutChecks checks;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final ShopProfile shop;
  private final StoreTime time;
  private final Clock clock;

  FinanceController(
      LedgerReport report,
      Reconciliation reconciliation,
      PayoutChecks checks,
      @ReadOnly JdbcClient reader,
      TransactionTemplate transactions,
      ShopProfile shop,
      StoreTime time,
      Clock clock) {
    this.report = report;
    this.reconciliation = reconciliation;
    this.checks = checks;
    this.reader = reader;
    this.transactions = transactions;
    this.shop = shop;
    this.time = time;
    this.clock = clock;
  }

  /// @param compared grants the shop was asked about just now
  /// @param agreeing how many grants agree, of all that were ever compared
  /// @param data what people have to look into
  record Compared(
      @Nullable Integer compared, long agreeing, long unanswered, List<PayoutCheck> data) {}

  record Settled(@Nullable String remark) {}

  @GetMapping("/report")
  ResponseEntity<?> report(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(name = "group_by", required = false) @Nullable String by,
      @RequestParam(defaultValue = "json") String format,
      @RequestParam(defaultValue = "zh") String language) {
    require(staff);
    var made = report.make(query(from, to, period, by));
    return format.equals("json")
        ? ResponseEntity.ok(made)
        : SheetFile.answer(LedgerReport.sheet(made), format, language, "kefu-ledger-report");
  }

  @GetMapping("/journal")
  ResponseEntity<byte[]> journal(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(defaultValue = "zh") String language) {
    require(staff);
    return SheetFile.answer(
        report.journal(query(from, to, null, null)), format, language, "kefu-ledger-journal");
  }

  /// Replays the ledger and compares it with how the grants stand.
  @GetMapping("/check")
  LedgerCheck.Result check(@AuthenticationPrincipal Staff staff) {
    require(staff);
    return LedgerCheck.run(reader);
  }

  /// @param settled `true` for those that somebody has looked into
  @GetMapping("/reconciliation")
  Compared differing(
      @AuthenticationPrincipal Staff staff, @RequestParam(defaultValue = "false") boolean settled) {
    require(staff);
    return compared(null, settled);
  }

  /// Asks the shop now about the grants of a range.
  @PostMapping("/reconciliation")
  Compared compare(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    require(staff);
    var range = query(from, to, null, null);
    return compared(reconciliation.lookAt(range.from(), range.to(), MOST_COMPARED), false);
  }

  @PostMapping("/reconciliation/{grant}/settled")
  PayoutCheck settle(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String grant,
      @RequestBody Settled settled) {
    require(staff);
    var remark = settled.remark();
    if (remark == null || remark.isBlank() || remark.length() > MAX_REMARK) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "remark 应为 1 到 " + MAX_REMARK + " 个字");
    }
    var done =
        Boolean.TRUE.equals(
            transactions.execute(
                _ -> checks.settle(grant, staff.id().value(), remark.strip(), time.now())));
    if (!done) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这笔差异");
    }
    return checks.find(grant).orElseThrow();
  }

  private Compared compared(@Nullable Integer now, boolean settled) {
    return new Compared(
        now,
        checks.count(PayoutChecks.Result.AGREES),
        checks.count(PayoutChecks.Result.UNKNOWN),
        checks.differing(settled, MOST_SHOWN));
  }

  private LedgerQuery query(
      @Nullable String from, @Nullable String to, @Nullable String period, @Nullable String by) {
    return LedgerQuery.of(from, to, period, by, shop.shop().zone(), clock.instant());
  }

  private static void require(Staff staff) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }
}
