package dev.kefu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The load against the whole program.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class LoadTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ENOUGH = 200;

  @TempDir static Path temp;

  @LocalServerPort int port;

  @DynamicPropertySource
  static void roomForMany(DynamicPropertyRegistry properties) {
    properties.add("kefu.data-dir", () -> temp.resolve("data").toString());
    for (var who : new String[] {"shopper", "staff"}) {
      properties.add("kefu.gateway." + who + "-send.burst", () -> 100_000);
      properties.add("kefu.gateway." + who + "-send.per-second", () -> 100_000);
    }
  }

  @Test
  void everyMessageIsAnsweredAndHeardInOrder() throws Exception {
    var load = new Load(target(), 1, 2, 3);
    load.open(2);
    load.direction(Load.Direction.BOTH);

    load.flow();
    await().atMost(LIMIT).until(() -> load.counts().messages() >= ENOUGH);
    var flaws = load.drain();
    load.over();

    assertThat(flaws).isEmpty();
    assertThat(load.counts().oks()).isEqualTo(load.counts().sent());
    assertThat(load.counts().delivered()).isEqualTo(load.counts().sent());
    assertThat(load.counts().others()).doesNotContainKeys("error rate", "error needs_approval");
  }

  @Test
  void aSteadyRateIsTimedFromWhenEachMessageWasDue() throws Exception {
    var load = new Load(target(), 1, 2, 1);
    load.open(1);
    load.direction(Load.Direction.SHOPPER);
    load.times();

    load.pace(20, Duration.ofSeconds(1));
    var flaws = load.drain();
    load.over();

    assertThat(flaws).isEmpty();
    assertThat(load.times().ok().count()).isEqualTo(20);
  }

  private Target target() throws Exception {
    var signIns = temp.resolve("signins");
    return Kind.KEFU.target(URI.create("http://127.0.0.1:" + port), signIns);
  }
}
