package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.CHEN;
import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.QIAN;
import static dev.kefu.escalation.TestCases.XIAOYU;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.compensation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.CourierClaim.Reason;
import dev.kefu.escalation.CourierClaim.Status;
import dev.kefu.escalation.CourierClaims.Filing;
import dev.kefu.rulebook.FakeShop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shop asks of couriers for parcels, and what comes back.
@NullMarked
class CourierClaimsTest {

  private static final int AT_ONCE = 8;

  private final TestCases test;
  private final CourierClaimRows rows;
  private final CourierClaims claims;
  private final CourierReport report;

  CourierClaimsTest(@TempDir Path folder) {
    test = TestCases.create(folder);
    var profile = new ShopProfile(test.database.reader());
    rows = new CourierClaimRows(test.database.writer(), test.database.reader(), profile);
    claims =
        new CourierClaims(
            rows,
            test.shop.orders(),
            test.shop,
            profile,
            test.database.transactions(),
            test.clock::instant);
    report = new CourierReport(test.database.reader(), profile);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void ofAllWhoClaimForOneParcelAtOnceOneDoes() throws Exception {
    var answers = atOnce(number -> claims.open(number % 2 == 0 ? LI : ZHOU, filing(5_000)));

    assertThat(answers.stream().filter(CourierClaim.class::isInstance)).hasSize(1);
    var open = rows.open(10).getFirst();
    assertThat(answers.stream().filter(Refusal.class::isInstance))
        .hasSize(AT_ONCE - 1)
        .allSatisfy(each -> {
          var refusal = (Refusal) each;
          assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
          assertThat(refusal).hasMessageContaining("ZT7530520946");
          assertThat(refusal.details().get("claim")).isEqualTo(open.id());
        });
  }

  @Test
  void ofAllWhoSayAtOnceHowItEndedOneIsBelievedAndTheOthersReadWho() throws Exception {
    var open = claims.open(LI, filing(5_000));

    var answers =
        atOnce(number ->
            number % 2 == 0
                ? claims.settle(ZHOU, open.id(), Status.PAID, 4_000L, null)
                : claims.settle(QIAN, open.id(), Status.REJECTED, null, "已签收"));

    var settled = rows.find(open.id()).orElseThrow();
    assertThat(answers.stream().filter(CourierClaim.class::isInstance))
        .singleElement()
        .isEqualTo(settled);
    assertThat(answers.stream().filter(Refusal.class::isInstance))
        .hasSize(AT_ONCE - 1)
        .allSatisfy(each ->
            assertThat((Refusal) each)
                .hasMessageContaining(String.valueOf(settled.settledByName()))
                .hasMessageContaining(settled.status().title()));
  }

  @Test
  void aCourierHasTheDaysTheShopsTablesGiveIt() {
    var now = test.clock.instant();
    var usual = claims.open(LI, filing(5_000));
    claims.settle(ZHOU, usual.id(), Status.WITHDRAWN, null, "找到了");
    courier("zto", "中通快递", 3);

    var filed = now.minus(Duration.ofHours(5));
    var told =
        claims.open(LI, new Filing(FakeShop.ORDER, Reason.STUCK, 100, filed, "CJ-1", "停在无锡"));

    assertThat(usual.answerBy()).isEqualTo(now.plus(Duration.ofDays(7)));
    assertThat(told.answerBy()).isEqualTo(filed.plus(Duration.ofDays(3)));
    assertThat(told.courierName()).isEqualTo("中通快递");
    assertThat(rows.ofOrder(FakeShop.ORDER, 10)).hasSize(2);
  }

  @Test
  void onlyWhatIsOpenWhenItsTimeIsOverIsLate() {
    var open = claims.open(LI, filing(5_000));
    var due = open.answerBy();

    assertThat(claims.overdue(due.minusMillis(1), "", 10)).isEmpty();
    assertThat(claims.overdue(due, "", 10))
        .singleElement()
        .satisfies(late -> {
          assertThat(late.id()).isEqualTo(open.id());
          assertThat(late.buyer()).isEqualTo(FakeShop.BUYER);
        });
    assertThat(claims.overdueOf(FakeShop.ORDER, due)).hasSize(1);
    assertThat(claims.overdue(due, open.id(), 10)).isEmpty();
    claims.settle(ZHOU, open.id(), Status.PAID, 5_000L, null);
    assertThat(claims.overdue(due, "", 10)).isEmpty();
  }

  @Test
  void nothingIsClaimedThatTheShopDoesNotBearOut() {
    var tomorrow = test.clock.instant().plus(Duration.ofDays(1));

    refused(ErrorCode.BAD_REQUEST, () -> claims.open(LI, filing(0)));
    refused(ErrorCode.BAD_REQUEST, () -> claims.open(LI, filing(13_501)));
    refused(
        ErrorCode.BAD_REQUEST,
        () -> claims.open(LI, new Filing(FakeShop.ORDER, Reason.LOST, 100, tomorrow, null, null)));
    refused(
        ErrorCode.NOT_FOUND,
        () -> claims.open(LI, new Filing("YS0", Reason.LOST, 100, null, null, null)));
    test.shop.breakDown();
    refused(ErrorCode.UNAVAILABLE, () -> claims.open(LI, filing(100)));
    assertThat(rows.open(10)).isEmpty();
  }

  @Test
  void anEndIsToldWholeAndByWhoSupervises() {
    var id = claims.open(LI, filing(5_000)).id();

    refused(ErrorCode.FORBIDDEN, () -> claims.settle(LI, id, Status.PAID, 5_000L, null));
    refused(ErrorCode.BAD_REQUEST, () -> claims.settle(ZHOU, id, Status.PAID, null, null));
    refused(ErrorCode.BAD_REQUEST, () -> claims.settle(ZHOU, id, Status.PAID, 5_001L, null));
    refused(ErrorCode.BAD_REQUEST, () -> claims.settle(ZHOU, id, Status.REJECTED, null, null));
    refused(ErrorCode.BAD_REQUEST, () -> claims.settle(ZHOU, id, Status.OPEN, null, "再等等"));
    refused(ErrorCode.NOT_FOUND, () -> claims.settle(ZHOU, "claim_x", Status.PAID, 1L, null));
    assertThat(claims.settle(CHEN, id, Status.REJECTED, null, "无称重").remark()).isEqualTo("无称重");
  }

  @Test
  void whatCouriersPaidStandsBesideWhatShoppersWereGivenAndTheLedgerStays() {
    grant("damaged", 1_500);
    var before = ledger();
    var first = claims.open(LI, filing(5_000));
    claims.settle(ZHOU, first.id(), Status.REJECTED, null, "无称重");
    var second = claims.open(LI, filing(6_000));
    grant("lost", 2_000);
    grant("price_gap", 700);
    claims.settle(ZHOU, second.id(), Status.PAID, 4_000L, null);

    var made = report.make(query("month"));

    assertThat(made.data())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.courier()).isEqualTo("zto");
          assertThat(row.period()).isEqualTo("2026-11");
          assertThat(row.figures())
              .isEqualTo(new CourierReport.Figures(2, 11_000, 1, 4_000, 1, 5_000, 0, 0, 2, 3_500));
        });
    assertThat(made.openFen()).isZero();
    assertThat(LedgerCheck.run(test.database.reader()).differences()).isEmpty();
    assertThat(ledger()).as("lines of the grants alone").isEqualTo(before + 4);
    assertThat(SheetFile.csv(CourierReport.sheet(made)))
        .contains("zto,2,110.00,1,40.00,1,50.00,0,0.00,2,35.00", "合计");
  }

  @Test
  void aMonthThatHasEndedStaysAsItWas() {
    grant("lost", 2_000);
    test.clock.turn(Duration.ofDays(20));
    var open = claims.open(LI, filing(5_000));
    var november = report.make(query("month")).data();
    test.clock.turn(Duration.ofDays(31));

    claims.settle(ZHOU, open.id(), Status.PAID, 5_000L, null);

    var after = report.make(query("month"));
    assertThat(november)
        .singleElement()
        .satisfies(row -> {
          assertThat(row.period()).as("when both were known").isEqualTo("2026-12");
          assertThat(row.figures().grantedFen()).isEqualTo(2_000);
        });
    assertThat(after.data().getFirst()).isEqualTo(november.getFirst());
    assertThat(after.data().getLast().period()).isEqualTo("2027-01");
    assertThat(after.data().getLast().figures().paidFen()).isEqualTo(5_000);
  }

  @Test
  void ofAnErasedShopperTheSumsStayAndTheWordsGo() {
    var open = claims.open(LI, new Filing(FakeShop.ORDER, Reason.LOST, 900, null, null, "小雨说没收到"));

    test.database
        .transactions()
        .executeWithoutResult(
            _ -> new ErasedCases(test.database.writer()).erase(XIAOYU, List.of()));

    assertThat(rows.find(open.id()).orElseThrow().note()).isNull();
    assertThat(claims.overdue(open.answerBy(), "", 10).getFirst().buyer()).isEmpty();
    assertThat(report.make(query("none")).totals().filedFen()).isEqualTo(900);
  }

  private interface Act {
    CourierClaim by(int number);
  }

  /// What each of several who act in the same moment was answered: a claim or a refusal.
  private static List<Object> atOnce(Act act) throws Exception {
    var start = new CyclicBarrier(AT_ONCE);
    var answers = new ArrayList<Object>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var tasks = new ArrayList<Callable<Object>>();
      for (var i = 0; i < AT_ONCE; i++) {
        var number = i;
        tasks.add(() -> {
          start.await();
          try {
            return act.by(number);
          } catch (Refusal refusal) {
            return refusal;
          }
        });
      }
      for (var answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static void refused(ErrorCode code, Callable<?> act) {
    assertThatThrownBy(act::call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static Filing filing(long fen) {
    return new Filing(FakeShop.ORDER, Reason.LOST, fen, null, null, null);
  }

  private void grant(String reason, long fen) {
    var evidence = List.of("file_1");
    var opened =
        test.open(
            test.conversation(LI),
            LI,
            compensation(reason, fen, "refund", FakeShop.ORDER, evidence));
    if (opened.pending()) {
      test.decide(opened, decider(opened), TestCases.approve("老客"));
    }
    test.carryOut();
  }

  private static Staff decider(Case opened) {
    return "manager".equals(opened.needs()) ? CHEN : ZHOU;
  }

  private int ledger() {
    return test.rows("select count(*) from ledger_entry");
  }

  private void courier(String id, String name, int days) {
    test.database
        .writer()
        .sql(
            """
            insert into shop (id, name, opens, closes, zone, target_h, limit_h)
            values (1, '小店', '09:00', '21:00', 'Asia/Shanghai', 24, 48)
            """)
        .update();
    test.database
        .writer()
        .sql(
            """
            insert into shop_courier (id, name, is_default, place, claim_days)
            values (:id, :name, 1, 0, :days)
            """)
        .param("id", id)
        .param("name", name)
        .param("days", days)
        .update();
  }

  private static LedgerQuery query(@Nullable String period) {
    return LedgerQuery.of(
        "2026-01-01",
        "2027-12-31",
        period,
        null,
        ZoneId.of("Asia/Shanghai"),
        Instant.parse("2027-12-31T00:00:00Z"));
  }
}
