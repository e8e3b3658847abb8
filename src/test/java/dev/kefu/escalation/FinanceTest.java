package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.compensation;
import static dev.kefu.escalation.TestCases.damaged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.conversation.TestConversations;
import dev.kefu.escalation.LedgerQuery.Grouping;
import dev.kefu.escalation.LedgerReport.Row;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.storage.Leases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What finance reads out of the ledger.
@NullMarked
class FinanceTest {

  private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2027-12-31T00:00:00Z");

  private final TestCases test;
  private final LedgerReport report;
  private final PayoutChecks checks;
  private final Reconciliation reconciliation;

  FinanceTest(@TempDir Path folder) {
    test = TestCases.create(folder);
    report = new LedgerReport(test.database.reader());
    checks = new PayoutChecks(test.database.writer(), test.database.reader());
    reconciliation =
        new Reconciliation(
            checks,
            test.till,
            new Leases(test.database.writer(), test.database.transactions(), test.clock::instant),
            test.database.transactions(),
            test.clock::instant);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whateverItIsSortedByTheSumsAreTheSame() {
    grant(1, "damaged", 1_000);
    grant(2, "damaged", 1_500);
    decided(3, "damaged", 2_500);
    decided(4, "=1+1", 3_000);
    test.till.refusesToPay();
    grant(5, "damaged", 700);
    test.carryOut();

    for (var by : Grouping.values()) {
      var made = report.make(query("month", by));

      assertThat(made.totals().opened()).as("%s", by).isEqualTo(5);
      assertThat(made.totals().grantedFen()).isEqualTo(8_000);
      assertThat(made.totals().failedFen()).isEqualTo(700);
      assertThat(sum(made.data())).isEqualTo(8_000);
      assertThat(made.outstandingFen()).isZero();
    }
    assertThat(keys(Grouping.BASIS)).containsExactly("beside_rules", "decision", "rule");
    assertThat(keys(Grouping.PRODUCT)).containsExactly("CUP-A");
    assertThat(keys(Grouping.ORDER_MONTH)).containsExactly("2026-11");
    assertThat(keys(Grouping.DECIDER)).contains(ZHOU.id().value());
  }

  @Test
  void aMonthBeginsWhenItDoesAtTheShop() {
    test.clock.turn(Duration.between(FakeShop.NOW, Instant.parse("2026-11-30T15:59:00Z")));
    grant(1, "damaged", 1_000);
    test.clock.turn(Duration.ofMinutes(2));
    grant(2, "damaged", 1_100);

    var months = report.make(query("month", Grouping.NONE));
    var quarters = report.make(query("quarter", Grouping.NONE));

    assertThat(months.data()).extracting(Row::period).containsExactly("2026-11", "2026-12");
    assertThat(months.data().getLast().figures().grantedFen()).isEqualTo(1_100);
    assertThat(quarters.data()).extracting(Row::period).containsExactly("2026-Q4");
  }

  @Test
  void whatIsUndoneAndDecidedAnewLaterLeavesAnEndedMonthAsItWas(@TempDir Path folder) {
    try (var slow = TestCases.create(folder, Duration.ofSeconds(8))) {
      var ledger = new LedgerReport(slow.database.reader());
      slow.clock.turn(Duration.between(FakeShop.NOW, Instant.parse("2026-11-30T15:59:57Z")));
      var opened = slow.open(slow.conversation(TestCases.LI), TestCases.LI, damaged(5_500));
      var beside = slow.decide(opened, TestCases.CHEN, TestCases.approve("老顾客"));
      slow.clock.turn(Duration.ofSeconds(4));
      var byDecider = ledger.make(november(Grouping.DECIDER));
      var byBasis = ledger.make(november(Grouping.BASIS));
      var journal = SheetFile.csv(ledger.journal(november(Grouping.NONE)));

      var undone =
          slow.conversations()
              .change(
                  opened.conversation(),
                  change -> slow.cases.undo(change, TestCases.CHEN, beside.id()));
      slow.decide(undone, ZHOU, TestCases.change(2_000, "按规则"));

      assertThat(byDecider.data())
          .extracting(Row::key)
          .containsExactly(TestCases.CHEN.id().value());
      assertThat(byDecider.data()).extracting(Row::name).containsExactly(TestCases.CHEN.name());
      assertThat(ledger.make(november(Grouping.DECIDER))).isEqualTo(byDecider);
      assertThat(byBasis.data()).extracting(Row::key).containsExactly("beside_rules");
      assertThat(ledger.make(november(Grouping.BASIS))).isEqualTo(byBasis);
      assertThat(SheetFile.csv(ledger.journal(november(Grouping.NONE)))).isEqualTo(journal);
      assertThat(ledger.make(query("month", Grouping.DECIDER)).data())
          .extracting(row -> row.period() + " " + row.name() + " " + row.figures().openedFen())
          .containsExactlyInAnyOrder("2026-11 chen 5500", "2026-12 chen 0", "2026-12 zhou 2000");
    }
  }

  private static LedgerQuery november(Grouping by) {
    return LedgerQuery.of("2026-11-01", "2026-11-30", "month", LedgerQuery.wire(by), SHOP, END);
  }

  @Test
  void whatIsNotKnownToBePaidIsOutstanding() {
    test.till.timesOutAfterPaying(true);
    grant(1, "damaged", 1_000);

    assertThat(report.make(query("none", Grouping.NONE)).outstandingFen()).isEqualTo(1_000);
  }

  @Test
  void theSheetSaysWhatTheScreenSaysAndHoldsNoFormula(@TempDir Path folder) throws Exception {
    decided(1, "=HYPERLINK(\"http://x\")", 2_500);
    var made = report.make(query("month", Grouping.REASON));

    var csv = SheetFile.csv(LedgerReport.sheet(made));
    var xlsx = entry(SheetFile.xlsx(LedgerReport.sheet(made)), "xl/worksheets/sheet1.xml", folder);
    var journal = SheetFile.csv(report.journal(query("none", Grouping.NONE)));

    assertThat(csv).startsWith("\uFEFF期间,原因").contains("\"'=HYPERLINK").contains("合计,合计,1,25.00");
    assertThat(xlsx).contains("<v>25.00</v>").doesNotContain("<f>");
    assertThat(journal.lines()).hasSize(3);
  }

  @Test
  void aGrantChangedBehindTheLedgerIsFound() {
    grant(1, "damaged", 1_000);
    assertThat(LedgerCheck.run(test.database.reader()).agrees()).isTrue();

    test.database.writer().sql("update grant_order set amount_fen = 9900").update();

    assertThat(LedgerCheck.run(test.database.reader()).differences()).isNotEmpty();
  }

  @Test
  void whatTheShopKnowsDifferentlyIsListedForPeople() {
    var agreed = grant(1, "damaged", 1_000);
    var lost = grant(2, "damaged", 1_100);
    var other = grant(3, "damaged", 1_200);
    test.till.refusesToPay();
    var refused = grant(4, "damaged", 1_300);
    test.till.forget(lost.id());
    test.till.book(other.id(), true, 12_000);
    test.till.book(refused.id(), true, 1_300);

    reconciliation.lookAtDue();

    assertThat(checks.differing(false, 10))
        .extracting(each -> each.ofCase() + " " + each.result())
        .containsExactlyInAnyOrder(
            lost.id() + " NOT_PAID", other.id() + " AMOUNT_DIFFERS", refused.id() + " PAID");
    assertThat(checks.count(PayoutChecks.Result.AGREES)).isEqualTo(1);
    assertThat(agreed.status()).isEqualTo("granted");
  }

  @Test
  void aShopThatDoesNotAnswerIsAskedAgainAndWhatWasSettledStays() {
    var lost = grant(1, "damaged", 1_000);
    test.till.silent(true);
    reconciliation.lookAtDue();
    assertThat(checks.count(PayoutChecks.Result.UNKNOWN)).isEqualTo(1);
    test.till.silent(false);
    test.till.forget(lost.id());
    test.clock.turn(Duration.ofMinutes(16));
    reconciliation.lookAtDue();
    var difference = checks.differing(false, 10).getFirst();

    test.database
        .transactions()
        .executeWithoutResult(
            _ -> checks.settle(difference.id(), "usr_chen", "已线下补打", test.clock.instant()));
    test.clock.turn(Duration.ofDays(2));
    reconciliation.lookAtDue();

    assertThat(difference.result()).isEqualTo(PayoutChecks.Result.NOT_PAID);
    assertThat(checks.differing(false, 10)).isEmpty();
    assertThat(checks.differing(true, 10).getFirst().remark()).isEqualTo("已线下补打");
  }

  private List<String> keys(Grouping by) {
    return report.make(query("none", by)).data().stream().map(Row::key).toList();
  }

  private static long sum(List<Row> rows) {
    return rows.stream().mapToLong(row -> row.figures().grantedFen()).sum();
  }

  private static LedgerQuery query(@Nullable String period, Grouping by) {
    return LedgerQuery.of(
        BEGINNING.toString(), END.toString(), period, LedgerQuery.wire(by), SHOP, END);
  }

  /// Granted by the rules and carried out.
  private Case grant(int number, String reason, long fen) {
    var opened =
        open(number, compensation(reason, fen, "refund", order(number), List.of("file_1")));
    test.carryOut();
    return test.now(opened);
  }

  /// Approved by a supervisor and carried out.
  private void decided(int number, String reason, long fen) {
    var opened =
        open(number, compensation(reason, fen, "refund", order(number), List.of("file_1")));
    test.decide(opened, ZHOU, TestCases.approve("老客"));
    test.carryOut();
  }

  private Case open(int number, ClaimRequest request) {
    var shopper = new Shopper(new ShopperId("shp_" + number), "小雨", "buyer" + number);
    var agent = TestConversations.staff("agent" + number, "after_sale", Role.AGENT);
    return test.open(test.conversation(shopper, agent), agent, request);
  }

  private String order(int number) {
    var order = "YS99" + number;
    test.shop.add(FakeShop.order(order, "buyer" + number, 30_000));
    return order;
  }

  private static String entry(byte[] archive, String name, Path folder) throws Exception {
    var file = Files.write(folder.resolve("sheet.xlsx"), archive);
    try (var zip = new ZipFile(file.toFile())) {
      var entry = Objects.requireNonNull(zip.getEntry(name), name);
      return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
