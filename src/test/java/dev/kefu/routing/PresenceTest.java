package dev.kefu.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.account.StaffId;
import dev.kefu.cluster.RedisServer;
import dev.kefu.cluster.TestNode;
import dev.kefu.routing.Presence.Here;
import dev.kefu.routing.Presence.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody of the staff, on two nodes of the shop.
class PresenceTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final StaffId ANA = new StaffId("usr_ana");

  private RedisServer redis;
  private TestNode node;
  private TestNode otherNode;
  private Presence here;
  private Presence there;

  @BeforeEach
  void start() throws IOException {
    redis = RedisServer.started();
    node = TestNode.joined(redis);
    otherNode = TestNode.joined(redis);
    here = new Presence(node.beats(), Clock.systemUTC());
    there = new Presence(otherNode.beats(), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    if (redis != null) {
      node.close();
      otherNode.close();
      redis.close();
    }
  }

  private static void awaitKnown(Presence presence, State state, int capacity) {
    var expected = Optional.of(new Here(state, capacity));
    await().atMost(SOON).until(() -> presence.of(ANA).equals(expected));
  }

  @Test
  void whoeverNeverCameIsUnknown() {
    assertThat(here.of(ANA)).isEmpty();
  }

  @Test
  void whoComesIsOnlineOnEveryNode() {
    here.arrived(ANA);

    assertThat(here.of(ANA)).contains(new Here(State.ONLINE, 8));
    awaitKnown(there, State.ONLINE, 8);
  }

  @Test
  void whatSomebodySaysOfThemselvesHoldsOnEveryNode() {
    here.arrived(ANA);
    here.set(ANA, State.BUSY, 3);

    awaitKnown(there, State.BUSY, 3);
  }

  @Test
  void comingToAnotherNodeChangesNothingOfWhatWasSaid() {
    here.arrived(ANA);
    here.set(ANA, State.AWAY, 5);
    awaitKnown(there, State.AWAY, 5);

    there.arrived(ANA);

    assertThat(there.of(ANA)).contains(new Here(State.AWAY, 5));
    here.left(ANA);
    awaitKnown(here, State.AWAY, 5);
  }

  @Test
  void whoeverHasLeftEveryNodeIsOffline() {
    here.arrived(ANA);
    there.arrived(ANA);

    there.left(ANA);
    awaitKnown(there, State.ONLINE, 8);
    here.left(ANA);

    awaitKnown(here, State.OFFLINE, 8);
    awaitKnown(there, State.OFFLINE, 8);
  }

  @Test
  void theCapacityIsKeptUntilAnotherIsNamed() {
    here.arrived(ANA);
    here.set(ANA, State.ONLINE, 4);
    here.set(ANA, State.BUSY, null);

    assertThat(here.of(ANA)).contains(new Here(State.BUSY, 4));
  }
}
