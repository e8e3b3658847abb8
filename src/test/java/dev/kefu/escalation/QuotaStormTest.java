package dev.kefu.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.TestRulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many ask for money at once, by rules drawn at random. `-Dkefu.storm=10000` asks as often as
/// that, `-Dkefu.storm.seed=` as it was asked before.
@NullMarked
class QuotaStormTest {

  private static final int PROPOSALS = Integer.getInteger("kefu.storm", 300);
  private static final long SEED = Long.getLong("kefu.storm.seed", System.nanoTime());
  private static final int THREADS = 8;
  private static final int SHOPPERS = 24;
  private static final int ROUND = 250;

  private static final List<String> REASONS =
      List.of("damaged", "missing", "wrong_item", "late", "lost", "quality", "goodwill", "unknown");
  private static final List<String> FORMS = List.of("refund", "coupon", "small_payment");

  private static final List<Staff> AGENTS =
      List.of(
          TestCases.LI,
          TestCases.WANG,
          TestConversations.staff("zhao", "after_sale", Role.AGENT),
          TestConversations.staff("sun", "after_sale", Role.AGENT));

  private final AtomicInteger refused = new AtomicInteger();

  private record Place(ConversationId conversation, Staff owner, String order) {}

  @Test
  void noQuotaIsEverExceededHoweverManyAskAtOnce(@TempDir Path folder) throws Exception {
    System.out.printf("quota storm: %d proposals, seed %d%n", PROPOSALS, SEED);
    var random = new Random(SEED);
    var started = 0;
    var granted = 0;
    for (int round = 0; started < PROPOSALS; round++) {
      int proposals = Math.min(ROUND, PROPOSALS - started);
      granted += play(folder.resolve("round" + round), random, proposals);
      started += proposals;
    }
    System.out.printf("quota storm: %d granted, %d refused%n", granted, refused.get());
  }

  /// A round has its own rules and its own database.
  private int play(Path folder, Random random, int proposals) throws Exception {
    try (var cases = TestCases.create(folder)) {
      var quotas = cases.rulebook.change(random);
      var places = places(cases, random);
      storm(cases, random, places, proposals);
      cases.carryOut();
      nothingIsExceeded(cases, quotas);
      return everyGrantHasAReasonAndIsPaidOnce(cases);
    }
  }

  private static List<Place> places(TestCases cases, Random random) {
    var places = new ArrayList<Place>();
    for (int i = 0; i < SHOPPERS; i++) {
      var buyer = "buyer" + i;
      var order = "YS77000000" + (10 + i);
      cases.shop.add(FakeShop.order(order, buyer, 500 + random.nextInt(40_000)));
      var agent = AGENTS.get(i % AGENTS.size());
      var shopper = new Shopper(new ShopperId("shp_" + i), buyer, buyer);
      places.add(new Place(cases.conversation(shopper, agent), agent, order));
    }
    return places;
  }

  /// Each proposal is made twice at once, as an impatient hand makes it, and some are decided.
  private void storm(TestCases cases, Random random, List<Place> places, int proposals)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < proposals; i++) {
        var place = places.get(random.nextInt(places.size()));
        var request = request(random, place);
        var decides = random.nextInt(3) == 0;
        running.add(threads.submit(() -> ask(cases, place, request, decides)));
        running.add(threads.submit(() -> ask(cases, place, request, false)));
      }
      for (var each : running) {
        each.get();
      }
    }
  }

  private static ClaimRequest request(Random random, Place place) {
    return TestCases.compensation(
        REASONS.get(random.nextInt(REASONS.size())),
        1 + random.nextInt(8_000),
        FORMS.get(random.nextInt(FORMS.size())),
        place.order(),
        random.nextBoolean() ? List.of("file_1") : List.of());
  }

  private void ask(TestCases cases, Place place, ClaimRequest request, boolean decides) {
    try {
      var opened = cases.open(place.conversation(), place.owner(), request);
      if (decides && opened.status().equals("pending")) {
        cases.decide(opened, TestCases.ZHOU, TestCases.approve("按规则"));
      }
    } catch (Refusal _) {
      refused.incrementAndGet();
    }
  }

  private static void nothingIsExceeded(TestCases cases, TestRulebook.Quotas quotas) {
    assertThat(
            cases.rows(
                """
                select count(*) from (
                  select requested_by from claim_case where decided_by = requested_by
                  group by requested_by having sum(amount_fen) > %d) agents
                """
                    .formatted(quotas.agentDayFen())))
        .as("agents above their day's quota")
        .isZero();
    assertThat(
            cases.rows(
                """
                select count(*) from (
                  select shopper from claim_case where decided_by = requested_by
                  group by shopper having sum(amount_fen) > %d) shoppers
                """
                    .formatted(quotas.shopper30DaysFen())))
        .as("shoppers above their month's quota")
        .isZero();
    assertThat(
            cases.rows(
                "select coalesce(sum(amount_fen), 0) from claim_case where decided_by = requested_by"))
        .as("what agents gave alone in the shop today")
        .isLessThanOrEqualTo((int) quotas.shopDayFen());
    assertThat(
            cases.rows(
                """
                select count(*) from (
                  select order_id from claim_case where decided_by = requested_by
                  group by order_id having sum(amount_fen) * 100 > max(order_amount_fen) * %d) orders
                """
                    .formatted(quotas.orderPercent())))
        .as("orders above their share by agents alone")
        .isZero();
    assertThat(
            cases.rows(
                """
                select count(*) from (
                  select order_id from claim_case where status in ('granted', 'approved', 'failed')
                  group by order_id having sum(amount_fen) > max(order_amount_fen)) orders
                """))
        .as("orders that gave back more than was paid")
        .isZero();
  }

  private static int everyGrantHasAReasonAndIsPaidOnce(TestCases cases) {
    assertThat(
            cases.rows(
                """
                select count(*) from grant_order g join claim_case c on c.id = g.case_id
                where not (c.decided_by = c.requested_by and c.rule is not null)
                  and not (c.decided_by <> c.requested_by)
                """))
        .as("grants by no rule and no decision")
        .isZero();
    assertThat(
            cases.rows(
                """
                select count(*) from (
                  select conversation, reason, form, proposal_fen from claim_case where decided_by = requested_by
                  group by conversation, reason, form, proposal_fen, order_id having count(*) > 1) twice
                """))
        .as("a repeated request that was granted twice")
        .isZero();
    int grants = cases.rows("select count(*) from grant_order");
    assertThat(cases.rows("select count(*) from grant_order where status = 'granted'"))
        .as("what is granted is paid")
        .isEqualTo(grants);
    assertThat(cases.till.paidFen()).hasSize(grants);
    return grants;
  }
}
