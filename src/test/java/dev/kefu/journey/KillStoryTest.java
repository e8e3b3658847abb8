package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed with SIGKILL: what was answered with `ok` is there afterwards.
class KillStoryTest {

  private static final int MESSAGES = 10;

  @TempDir Path data;

  @Test
  void P_22_whatWasAcknowledgedSurvivesAKill() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    String token;
    String conversation;
    var acknowledged = new ArrayList<String>();
    try (var first = ServerProcess.start(data, content)) {
      var cast = new Cast(first.http());
      var shopper = cast.stranger();
      token = shopper.token();
      conversation = Cast.open(shopper, "pre_sale", null);
      for (var i = 0; i < MESSAGES; i++) {
        var text = "第" + i + "条";
        var answer = shopper.socket().say(conversation, text);
        assertThat(answer.path("type").asString()).isEqualTo("ok");
        acknowledged.add(text);
      }
      first.kill();
    }

    try (var second = ServerProcess.start(data, content)) {
      var back = Socket.shopper(second.http(), token, Map.of());
      var found = new ArrayList<String>();
      for (var i = 0; i < MESSAGES; i++) {
        found.add(back.awaitEvent("message").path("body").path("text").asString());
      }

      assertThat(found).isEqualTo(acknowledged);
      assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
      assertThat(back.say(conversation, "还在").path("seq").asLong()).isEqualTo(MESSAGES + 1L);
    }
  }

  @Test
  void aStopSaysGoodbyeBeforeItGoes() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    try (var server = ServerProcess.start(data, content)) {
      var shopper = new Cast(server.http()).stranger();

      server.terminate();

      assertThat(shopper.socket().await("bye").path("code").asInt()).isEqualTo(1012);
      assertThat(shopper.socket().closeCode()).isEqualTo(1012);
    }
  }
}
