package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.storage.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ends that only a fault or a crowd of slow readers brings about.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseCodeRulesTest {

  /// More than the node may hold, and less than that, in refusals of some 250 bytes.
  private static final int MUCH = 4_000;

  private static final int LITTLE = 800;

  private static Path data;
  private static TestServer server;

  @BeforeAll
  static void aServerWhoseNodeHoldsLessThanOneSocketMay() throws Exception {
    var folder = Files.createTempDirectory("kefu-close");
    data = folder.resolve("data");
    server =
        TestServer.start(
            data,
            "--kefu.knowledge-base=" + Files.createDirectory(folder.resolve("content")),
            "--kefu.gateway.poll=300ms",
            "--kefu.gateway.heartbeat=1s",
            "--kefu.gateway.send-timeout=1m",
            "--kefu.gateway.queue-frames=100000",
            "--kefu.gateway.queue-bytes=100MB",
            "--kefu.gateway.node-queue-bytes=400KB");
  }

  @AfterAll
  static void itStops() {
    server.stop();
  }

  @Test
  void P_50_aFaultOfOursIsToldAsOneAndOthersGoOn() throws Exception {
    var cast = new Cast(server.http());
    var struck = cast.stranger();
    var other = cast.stranger();
    var conversation = Cast.open(struck, "pre_sale", null);
    var elsewhere = Cast.open(other, "pre_sale", null);

    damage(conversation);

    assertThat(struck.socket().closeCode()).isEqualTo(1011);
    assertThat(other.socket().say(elsewhere, "还好").path("type").asString()).isEqualTo("ok");
  }

  /// Puts an event into the log that this program cannot read.
  private static void damage(String conversation) throws SQLException {
    try (var database = DriverManager.getConnection(TestEngine.url(data));
        var event =
            database.prepareStatement(
                "insert into event values (?, 1, 1, 'riddle', 'shp_x', 'shopper', '', null, '{}', 0)");
        var head =
            database.prepareStatement(
                "update conversation set head = 1, shopper_head = 1 where id = ?")) {
      event.setString(1, conversation);
      event.executeUpdate();
      head.setString(1, conversation);
      head.executeUpdate();
    }
  }

  @Test
  void P_43_whereTooMuchWaitsOnTheNodeTheFullestIsEndedFirst() throws Exception {
    var watch = new Cast(server.http()).stranger();
    try (var full = greeted();
        var less = greeted()) {
      ask(less, LITTLE);
      ask(full, MUCH);
      // Until the node has looked at what waits; neither has read a word.
      for (var pings = 0; pings < 4; pings++) {
        watch.socket().awaitPing();
      }

      assertThat(full.closeCode()).isEqualTo(4508);
      assertThat(less.await("the-last")).contains("bad_request");
    }
  }

  private static RawSocket greeted() throws Exception {
    var socket = RawSocket.narrow(server.http());
    var visitor = new Rest(server.http()).post("/api/v1/visitors", Map.of()).body();
    socket.text(
        "{\"type\":\"hello\",\"v\":1,\"visitor\":\"" + visitor.get("token").asString() + "\"}");
    socket.await("\"welcome\"");
    return socket;
  }

  /// Asks for what is refused without a look into the store, and does not read the answers.
  private static void ask(RawSocket socket, int times) throws IOException {
    for (var i = 1; i <= times; i++) {
      socket.text(
          "{\"type\":\"send\",\"id\":\"%s\",\"conversation\":\"cnv_none\",\"mid\":\"%s\",\"body\":{\"kind\":\"text\",\"text\":\"\"}}"
              .formatted(i == times ? "the-last" : "x".repeat(60), UUID.randomUUID()));
    }
  }
}
