package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.approve;
import static dev.kefu.escalation.TestCases.damaged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.base.Refusal;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes over one PostgreSQL: of those who move a case at once exactly one does, and its
/// grant is paid once. Ten thousand races: `-Dkefu.cases.races=10000`.
@NullMarked
class SeveralNodesTest {

  private static final long SEED = Long.getLong("kefu.cases.seed", System.nanoTime());
  private static final int RACES = Integer.getInteger("kefu.cases.races", 150);
  private static final int NODES = 3;

  @TempDir Path folder;

  private final List<TestCases> nodes = new ArrayList<>();

  @BeforeEach
  void open() {
    for (var i = 0; i < NODES; i++) {
      nodes.add(TestCases.over(TestDatabase.onPostgres(folder), Duration.ZERO));
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(TestCases::close);
  }

  @Test
  void P_56_aShopperWhoCancelsWhileASupervisorApprovesIsPaidOrNotAndNeverBoth() throws Exception {
    var random = new SplittableRandom(SEED);
    var approved = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var race = 0; race < RACES; race++) {
        var opened = opened(race);
        var first = nodes.get(random.nextInt(NODES));
        var second = nodes.get(random.nextInt(NODES));

        var won = new ArrayList<Boolean>();
        for (var attempt :
            threads.invokeAll(
                List.of(
                    tried(() -> first.decide(opened, ZHOU, approve("同意"))),
                    tried(() -> withdraw(second, opened))))) {
          won.add(attempt.get());
        }

        assertThat(won).as("race %d, seed %d", race, SEED).containsExactlyInAnyOrder(true, false);
        var ended = first.now(opened).status();
        assertThat(ended).isEqualTo(won.getFirst() ? "approved" : "cancelled");
        approved += won.getFirst() ? 1 : 0;
      }
    }
    nodes.forEach(TestCases::carryOut);

    assertThat(paid()).as("seed %d", SEED).isEqualTo(approved);
    assertThat(LedgerCheck.run(nodes.getFirst().database.reader()).differences()).isEmpty();
    assertThat(nodes.getFirst().rows("select count(*) from grant_order")).isEqualTo(approved);
    System.out.printf(
        "%d races over %d nodes: %d approved, %d cancelled, seed %d%n",
        RACES, NODES, approved, RACES - approved, SEED);
  }

  private int paid() {
    return nodes.stream().mapToInt(node -> node.till.paidFen().size()).sum();
  }

  private Case opened(int race) {
    var order = "YS77" + race;
    nodes.forEach(node -> node.shop.add(FakeShop.order(order, "racer" + race, 20_000)));
    var shopper = shopper(race);
    var node = nodes.get(race % NODES);
    return node.open(
        node.conversation(shopper, LI),
        LI,
        TestCases.compensation("damaged", 3_000, "refund", order, damaged(1).pictures()));
  }

  private static Shopper shopper(int race) {
    return new Shopper(new ShopperId("shp_racer" + race), "小雨", "racer" + race);
  }

  private static Case withdraw(TestCases node, Case opened) {
    return node.conversations()
        .change(
            opened.conversation(),
            change -> {
              node.cases.withdraw(change, change.conversation().shopper(), opened.id());
              return opened;
            });
  }

  private static Callable<Boolean> tried(Callable<?> move) {
    return () -> {
      try {
        move.call();
        return true;
      } catch (Refusal _) {
        return false;
      }
    };
  }
}
