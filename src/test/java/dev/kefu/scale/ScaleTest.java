package dev.kefu.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What has to hold of the simulation whatever its numbers are.
class ScaleTest {

  private static final long SEED = 7;
  private static final int CONVERSATIONS = 40_000;

  private final Habits habits = Habits.of(CONVERSATIONS);
  private final Demand demand = new Day(habits, Integer.MAX_VALUE, SEED).play();

  @BeforeEach
  void tell() {
    System.out.println("seed " + SEED);
  }

  @Test
  void everyMessageThatIsSaidIsStored() {
    for (var fleet : List.of(one(), Fleet.of(4, 2))) {
      var outcome = serve(fleet);

      assertThat(outcome.said()).isEqualTo(demand.messages().total());
      assertThat(outcome.stored()).isEqualTo(outcome.said());
    }
  }

  @Test
  void alsoWhenANodeIsLostThatHadMuchToDo() {
    // At midnight more comes than two cores can do.
    var busy = new Fleet(2, 1, 1, 1, Fleet.DOOR_PER_S);
    var slow = Costs.measured().times(20);

    var outcome = new Shift(demand, habits, slow, busy, SEED).losing(Curve.MIDNIGHT + 600).serve();

    assertThat(outcome.resent()).isPositive();
    assertThat(outcome.waitS()).isPositive();
    assertThat(outcome.backS()).isPositive();
    assertThat(outcome.stored()).isEqualTo(demand.messages().total());
  }

  @Test
  void whoeverComesLeavesAndWhoBeginsEnds() {
    assertThat(demand.begun().total()).isEqualTo(CONVERSATIONS);
    assertThat(demand.ended().total()).isEqualTo(CONVERSATIONS);
    assertThat(demand.left().total()).isEqualTo(demand.came().total());
    assertThat(demand.came().total()).isEqualTo(CONVERSATIONS * 3 / 2);
    assertThat(demand.messages().total() / (double) CONVERSATIONS)
        .isBetween(habits.messages() * 0.98, habits.messages() * 1.02);
  }

  @Test
  void nothingIsUsedMoreThanThereIs() {
    for (var factor : new double[] {1, 10, 100}) {
      var outcome = new Shift(demand, habits, Costs.measured().times(factor), one(), SEED).serve();

      assertThat(outcome.node()).isBetween(0.0, 1.0);
      assertThat(outcome.lock()).isBetween(0.0, 1.0);
      assertThat(outcome.database()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void moreNodesAreNeverWorse() {
    var before = serve(Fleet.of(1, 1));
    for (int nodes = 2; nodes <= 12; nodes++) {
      var outcome = serve(Fleet.of(nodes, 1));

      assertThat(outcome.fullest()).isLessThanOrEqualTo(before.fullest());
      assertThat(outcome.waitS()).isLessThanOrEqualTo(before.waitS());
      assertThat(outcome.stored()).isEqualTo(before.stored());
      before = outcome;
    }
  }

  @Test
  void moreNodesAreBackSoonerAfterALoss() {
    var two = lose(Fleet.of(2, 1));
    var six = lose(Fleet.of(6, 1));

    assertThat(six.backS()).isLessThan(two.backS());
    assertThat(six.node()).isLessThanOrEqualTo(two.node());
  }

  @Test
  void moreDatabasesAreNeverWorse() {
    var before = serve(Fleet.of(2, 1));
    for (int databases = 2; databases <= 6; databases++) {
      var outcome = serve(Fleet.of(2, databases));

      assertThat(outcome.lock()).isLessThanOrEqualTo(before.lock());
      assertThat(outcome.database()).isLessThanOrEqualTo(before.database());
      before = outcome;
    }
  }

  @Test
  void theSameSeedPlaysTheSameDayAndAnotherAnother() {
    var again = new Day(habits, Integer.MAX_VALUE, SEED).play();
    var other = new Day(habits, Integer.MAX_VALUE, SEED + 1).play();

    assertThat(again.messages().total()).isEqualTo(demand.messages().total());
    assertThat(again.fullest()).isEqualTo(demand.fullest());
    assertThat(new Shift(again, habits, Costs.measured(), one(), SEED).serve())
        .isEqualTo(serve(one()));
    assertThat(other.messages().total()).isNotEqualTo(demand.messages().total());
  }

  @Test
  void theSmallestFleetHoldsAndOneNodeLessDoesNot() {
    // A node that takes few sockets, so that several are needed.
    var limits = Limits.usual().withSockets(500);
    var sizing = new Sizing(demand, habits, Costs.measured(), limits, SEED);

    var found = sizing.smallest();

    assertThat(limits.hold(found.outcome())).isTrue();
    assertThat(found.fleet().nodes()).isGreaterThan(2);
    assertThat(limits.hold(lose(found.fleet().withNodes(found.fleet().nodes() - 1)))).isFalse();
  }

  @Test
  void withTooFewAgentsShoppersWaitAndNothingIsLost() {
    var agents = Math.ceilDiv(demand.served(), habits.parallel());

    var waiting = new Day(habits, agents / 2, SEED).play();

    assertThat(demand.waited()).isZero();
    assertThat(waiting.waited()).isPositive();
    assertThat(waiting.served()).isLessThanOrEqualTo(agents / 2 * habits.parallel());
    assertThat(waiting.ended().total()).isEqualTo(CONVERSATIONS);
  }

  @Test
  void theDearestThingsAreAskedMostOften() {
    var usual = new Sizing(demand, habits, Costs.measured(), Limits.usual(), SEED).pressures();
    var dear =
        new Sizing(demand, habits, Costs.measured().times(2), Limits.usual(), SEED).pressures();
    var shared =
        new Sizing(
                demand, habits, Costs.measured().with(Costs.Locked.CHANGES), Limits.usual(), SEED)
            .pressures();

    assertThat(dear.get("lock")).isGreaterThan(1.99 * usual.get("lock"));
    assertThat(dear.get("sockets")).isEqualTo(usual.get("sockets"));
    assertThat(shared.get("lock")).isLessThan(usual.get("lock"));
  }

  private static Fleet one() {
    return Fleet.of(1, 1);
  }

  private Outcome serve(Fleet fleet) {
    return new Shift(demand, habits, Costs.measured(), fleet, SEED).serve();
  }

  private Outcome lose(Fleet fleet) {
    return new Shift(demand, habits, Costs.measured(), fleet, SEED)
        .losing(demand.fullest())
        .serve();
  }
}
