package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.cluster.RedisServer;
import dev.kefu.program.SmallContent;
import dev.kefu.storage.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two nodes on one PostgreSQL whose clocks differ by minutes, and no Redis to tell them of each
/// other: what the one whose clock is behind has stored, the other finds by looking.
@Tag("one-node")
class ClocksDifferStoryTest {

  private static final Duration DIFFERENCE = Duration.ofMinutes(10);

  @TempDir static Path folder;

  private static @Nullable TestServer behind;
  private static @Nullable TestServer ahead;

  @BeforeAll
  static void start() throws Exception {
    var content = SmallContent.at(folder);
    var settings =
        new String[] {
          "--kefu.knowledge-base=" + content,
          "--kefu.database.url=" + TestPostgres.shared().urlOfEmpty(),
          "--kefu.database.username=" + TestPostgres.USER,
          "--kefu.redis.url=" + RedisServer.notStarted().url()
        };
    behind =
        TestServer.ahead(Duration.ZERO, Files.createDirectory(folder.resolve("behind")), settings);
    ahead = TestServer.ahead(DIFFERENCE, Files.createDirectory(folder.resolve("ahead")), settings);
  }

  @AfterAll
  static void stop() {
    for (var node : new @Nullable TestServer[] {behind, ahead}) {
      if (node != null) {
        node.stop();
      }
    }
  }

  private static Cast on(@Nullable TestServer node) {
    return new Cast(Objects.requireNonNull(node).http());
  }

  @Test
  void P_32_whoWaitsOnTheOneNodeIsSeenOnTheOther() throws Exception {
    var agent = on(ahead).staff("agent");
    var shopper = on(behind).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);

    shopper.socket().say(conversation, "在吗");

    agent
        .socket()
        .awaitLine(conversation, ClocksDifferStoryTest::hasWords, "who waits is on the list");
  }

  @Test
  void P_32_whatOneDeviceOpensTheOtherHearsOnItsOwnNode() throws Exception {
    var phone = on(behind).stranger();
    var tablet = Socket.shopper(on(ahead).http(), phone.token(), Map.of());
    tablet.await("welcome");
    var conversation = Cast.open(phone, "pre_sale", null);

    phone.socket().say(conversation, "在吗");

    tablet.awaitText("在吗");
  }

  @Test
  void P_16_whoIsBannedOnTheOneNodeIsOutOnTheOther() throws Exception {
    var supervisor = Rest.signedIn(on(behind).http(), "supervisor");
    var shopper = on(ahead).stranger();

    supervisor.put("/api/v1/shoppers/" + shopper.id() + "/ban", Map.of("reason", "辱骂客服"));

    assertThat(shopper.socket().closeCode()).isEqualTo(4403);
  }

  @Test
  void P_16_whoIsErasedOnTheOneNodeIsOutOnTheOther() throws Exception {
    var admin = Rest.signedIn(on(behind).http(), "admin");
    var shopper = on(ahead).stranger();

    admin.post("/api/v1/shoppers/" + shopper.id() + "/erasure", Map.of("reason", "本人要求"));

    assertThat(shopper.socket().closeCode()).isEqualTo(4410);
  }

  private static boolean hasWords(@Nullable JsonNode line) {
    return line != null && line.path("last").path("text").asString("").equals("在吗");
  }
}
