package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.damaged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.FakeShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

@NullMarked
class GrantWorkerTest {

  private static final Duration PAST_THE_LEASE = Duration.ofMinutes(6);

  private final TestCases test;

  GrantWorkerTest(@TempDir Path folder) {
    test = TestCases.create(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void P_57_aShopThatTimesOutAfterPayingPaysOnce() {
    var conversation = test.conversation(LI);
    var opened = test.open(conversation, LI, damaged(1_000));
    test.till.timesOutAfterPaying(true);
    test.carryOut();
    assertThat(test.now(opened).grant()).isEqualTo("unknown");

    test.till.timesOutAfterPaying(false);
    test.clock.turn(PAST_THE_LEASE);
    test.carryOut();

    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThat(test.till.asked()).as("asked first, not paid again").isEqualTo(1);
    assertThat(test.till.looked()).isEqualTo(1);
    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 1_000L));
  }

  @Test
  void P_58_whatIsNotKnownIsToldToStaffOnceAndNeverToTheShopper() {
    var conversation = test.conversation(LI);
    test.open(conversation, LI, damaged(1_000));
    test.till.timesOutAfterPaying(true);
    test.till.answersOnly(new Random(1), 0);

    for (int i = 0; i < 5; i++) {
      test.carryOut();
      test.clock.turn(PAST_THE_LEASE);
    }

    assertThat(test.events(conversation, EventKind.GRANT)).hasSize(1);
    assertThat(test.seenByShopper(conversation)).isEmpty();
  }

  @Test
  void aRefusalOfTheShopEndsIt() {
    var conversation = test.conversation(LI);
    var opened = test.open(conversation, LI, damaged(1_000));
    test.till.refusesToPay();

    test.carryOut();
    test.clock.turn(PAST_THE_LEASE);
    test.carryOut();

    assertThat(test.now(opened).status()).isEqualTo("failed");
    assertThat(test.till.asked()).isEqualTo(1);
    assertThat(test.cases.settled(conversation).granted().fen()).isZero();
    assertThat(test.events(conversation, EventKind.GRANT).getFirst().body()).contains("余额不足");
    assertThat(test.seenByShopper(conversation).getLast().body()).doesNotContain("余额不足");
  }

  @Test
  void P_57_aWorkerThatLostItsLeaseWritesNothing() {
    var opened = test.open(test.conversation(LI), LI, damaged(1_000));
    var grants = new Grants(test.database.writer());
    var stale = grants.lease(test.clock.instant(), Duration.ofSeconds(30)).orElseThrow();
    test.clock.turn(PAST_THE_LEASE);
    test.carryOut();

    var held = grants.end(stale, "failed", "", "late", test.clock.instant());

    assertThat(held).isFalse();
    assertThat(test.now(opened).grant()).isEqualTo("granted");
  }

  @Test
  void aWorkerThatStoodStillUntilAnotherTookItsGrantAsksForNoMoney() {
    var opened = test.open(test.conversation(LI), LI, damaged(1_000));
    test.till.silent(true);
    test.carryOut();
    assertThat(test.till.asked()).isEqualTo(1);
    test.till.silent(false);
    test.clock.turn(PAST_THE_LEASE);
    // The first asks, is told of no payment, and stands still with that; the second pays.
    test.till.whenAskedNext(() -> {
      test.clock.turn(PAST_THE_LEASE);
      assertThat(test.worker().carryOutNext()).isTrue();
    });

    test.worker.carryOutNext();

    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThat(test.till.asked()).as("once in vain, once by the second").isEqualTo(2);
  }

  @Test
  void twoWorkersNeverHoldTheSameGrant() {
    test.open(test.conversation(LI), LI, damaged(1_000));
    var grants = new Grants(test.database.writer());

    assertThat(grants.lease(test.clock.instant(), Duration.ofSeconds(30))).isPresent();
    assertThat(grants.lease(test.clock.instant(), Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void howeverTheShopFailsAndTheWorkerDiesEachGrantIsPaidOnce() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    test.till.answersOnly(random, 0.6);
    var expected = new HashMap<String, Long>();

    for (int i = 0; i < 300; i++) {
      var opened = open(i);
      expected.put(opened.id(), opened.proposalFen());
      step(random);
    }
    settle();

    assertThat(test.till.paidFen()).as("seed %d", seed).isEqualTo(expected);
    assertThat(test.rows("select count(*) from grant_order where status = 'granted'"))
        .as("seed %d", seed)
        .isEqualTo(300);
    assertLedgerTellsTheSame();
  }

  private Case open(int i) {
    var buyer = "buyer" + i;
    var order = "YS88" + i;
    test.shop.add(FakeShop.order(order, buyer, 20_000));
    var shopper = new Shopper(new ShopperId("shp_" + i), buyer, buyer);
    var agent = TestConversations.staff("agent" + i, "after_sale", Role.AGENT);
    var opened =
        test.open(
            test.conversation(shopper, agent),
            agent,
            TestCases.compensation("damaged", 100 + i, "refund", order, List.of("file_1")));
    assertThat(opened.status()).isEqualTo("granted");
    return opened;
  }

  /// One of: the worker works; it dies after it took the grant; it dies after the shop paid.
  private void step(Random random) {
    switch (random.nextInt(3)) {
      case 0 -> test.worker.carryOutNext();
      case 1 -> new Grants(test.database.writer()).lease(test.clock.instant(), lease());
      default ->
          new Grants(test.database.writer())
              .lease(test.clock.instant(), lease())
              .ifPresent(grant -> payAndDie(grant));
    }
    test.clock.turn(Duration.ofSeconds(random.nextInt(20)));
  }

  private void payAndDie(Grants.Grant grant) {
    try {
      if (grant.attempts() == 1) {
        test.till.pay(grant.payout());
      }
    } catch (PayoutUnknown _) {
      // Dies all the same.
    }
  }

  private static Duration lease() {
    return Duration.ofSeconds(30);
  }

  private void settle() {
    for (int i = 0; i < 100 && openGrants() > 0; i++) {
      test.clock.turn(PAST_THE_LEASE);
      test.worker().carryOutNext();
      test.carryOut();
    }
    assertThat(openGrants()).isZero();
  }

  private int openGrants() {
    return test.rows("select count(*) from grant_order where status in ('granting', 'unknown')");
  }

  /// Read from its beginning the ledger ends where the grants stand.
  private void assertLedgerTellsTheSame() {
    var replayed =
        read(
            "select grant_id, status, amount_fen from ledger_entry order by grant_id, step limit 9999");
    var standing = read("select id, status, amount_fen from grant_order limit 9999");

    assertThat(replayed).isEqualTo(standing);
    assertThat(LedgerCheck.run(test.database.reader()).differences()).isEmpty();
    assertThat(
            test.rows("select count(*) from ledger_entry where rule is null and decision is null"))
        .isZero();
  }

  /// The last row of each grant.
  private Map<String, String> read(String sql) {
    var last = new HashMap<String, String>();
    test.database
        .reader()
        .sql(sql)
        .query((row, _) -> Map.entry(row.getString(1), row.getString(2) + " " + row.getLong(3)))
        .list()
        .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
    return last;
  }

  @Test
  void theLedgerCannotBeChanged() {
    test.open(test.conversation(LI), LI, damaged(1_000));

    assertThatThrownBy(
            () -> test.database.writer().sql("update ledger_entry set amount_fen = 1").update())
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> test.database.writer().sql("delete from ledger_entry").update())
        .isInstanceOf(DataAccessException.class);
  }
}
