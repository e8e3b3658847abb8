package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The file under a running program is held by somebody else, cannot be written, or the program is
/// killed over it: nobody is told `ok` for what is not kept, and what is sent again is done once.
@Tag("sqlite")
class StoreFaultsStoryTest {

  private static final int KILLED = 128 + 9;

  @TempDir Path data;

  private Path content() throws Exception {
    return Files.createDirectories(data.resolve("no-content"));
  }

  private Path database() {
    return data.resolve("data").resolve("kefu.db");
  }

  private Path log() {
    return data.resolve("data").resolve("kefu.db-wal");
  }

  /// A message as it is sent, and sent again.
  static Map<String, Object> message(String conversation, String mid, String text) {
    return Map.of(
        "type",
        "send",
        "id",
        "send-" + mid,
        "conversation",
        conversation,
        "mid",
        mid,
        "body",
        Map.of("kind", "text", "text", text));
  }

  private static Map<String, Object> take(String conversation) {
    return Map.of(
        "type",
        "command",
        "id",
        "take-" + conversation,
        "op",
        "take",
        "conversation",
        conversation,
        "args",
        Map.of());
  }

  private static List<String> kinds(Rest staff, String conversation) throws Exception {
    return staff
        .get("/api/v1/conversations/" + conversation + "/events?limit=100")
        .body()
        .path("data")
        .valueStream()
        .map(event -> event.path("kind").asString())
        .toList();
  }

  private static void assertUnavailable(JsonNode answer) {
    assertThat(answer.path("code").asString()).as(answer.toString()).isEqualTo("unavailable");
    assertThat(answer.path("retry").asBoolean()).isTrue();
  }

  @Test
  void F_05_whileTheDatabaseIsHeldNothingIsStoredSocketsStayAndReadingGoesOn() throws Exception {
    try (var server = ServerProcess.start(data, content())) {
      var cast = new Cast(server.http());
      var agent = cast.staff("agent");
      var shopper = cast.stranger();
      var conversation = Cast.open(shopper, "pre_sale", null);
      shopper.socket().say(conversation, "在吗");
      var message = message(conversation, UUID.randomUUID().toString(), "还在吗");
      try (var other = DriverManager.getConnection("jdbc:sqlite:" + database());
          var statement = other.createStatement()) {
        statement.execute("begin immediate");

        assertUnavailable(shopper.socket().ask(message));
        assertUnavailable(agent.socket().ask(take(conversation)));
        assertThat(kinds(agent.rest(), conversation)).containsExactly("message");
        assertThat(agent.rest().get("/api/v1/conversations").status()).isEqualTo(200);
        assertThat(agent.rest().get("/api/v1/knowledge/articles").status()).isEqualTo(200);
        statement.execute("rollback");
      }

      assertThat(shopper.socket().ask(message).path("seq").asLong()).isEqualTo(2);
      assertThat(agent.socket().ask(take(conversation)).path("type").asString()).isEqualTo("ok");
      assertThat(kinds(agent.rest(), conversation)).containsExactly("message", "message", "assign");
    }
  }

  @Test
  void F_06_whatTheDiskRefusedAtTheCommitIsNotThereAndIsDoneOnceWhenItIsAskedForAgain()
      throws Exception {
    try (var server = ServerProcess.start(data, content())) {
      var cast = new Cast(server.http());
      var agent = cast.staff("agent");
      var shopper = cast.stranger();
      var conversation = Cast.open(shopper, "pre_sale", null);
      shopper.socket().say(conversation, "在吗");
      var message = message(conversation, UUID.randomUUID().toString(), "还在吗");
      try (var _ = FailingDisk.under(server.pid(), FailingDisk.WRITE, "error=EIO", data, log())) {
        assertUnavailable(shopper.socket().ask(message));
        assertUnavailable(agent.socket().ask(take(conversation)));
        assertThat(kinds(agent.rest(), conversation)).containsExactly("message");
      }

      assertThat(shopper.socket().ask(message).path("seq").asLong()).isEqualTo(2);
      var taken = agent.socket().ask(take(conversation));
      assertThat(taken.path("seq").asLong()).isEqualTo(3);
      assertThat(agent.socket().ask(take(conversation))).isEqualTo(taken);
      assertThat(kinds(agent.rest(), conversation)).containsExactly("message", "message", "assign");
    }
  }

  /// Killed as it begins to write the commit, nothing is there; killed as it asks for it to be
  /// kept, all of it is, for the system has it. Who sent it is told neither.
  @ParameterizedTest
  @ValueSource(strings = {FailingDisk.WRITE, FailingDisk.SYNC})
  void F_01_F_02_F_06_whoeverHeardNothingSendsAgainAndItIsThereOnce(String call) throws Exception {
    String token;
    String conversation;
    var mid = UUID.randomUUID().toString();
    try (var first = ServerProcess.start(data, content())) {
      var shopper = new Cast(first.http()).stranger();
      token = shopper.token();
      conversation = Cast.open(shopper, "pre_sale", null);
      shopper.socket().say(conversation, "在吗");
      try (var _ = FailingDisk.under(first.pid(), call, "signal=KILL", data, log())) {
        shopper.socket().send(message(conversation, mid, "还在吗"));

        assertThat(first.exitCode()).isEqualTo(KILLED);
      }
      assertThat(shopper.socket().rest()).noneMatch(f -> f.path("id").asString("").contains(mid));
    }

    try (var second = ServerProcess.start(data, content())) {
      var agent = new Cast(second.http()).staff("agent");
      var back = Socket.shopper(second.http(), token, Map.of());
      var message = message(conversation, mid, "还在吗");

      assertThat(back.ask(message).path("seq").asLong()).isEqualTo(2);
      assertThat(back.ask(message).path("dup").asBoolean()).isTrue();
      assertThat(kinds(agent.rest(), conversation)).containsExactly("message", "message");
    }
  }

  @Test
  void F_06_aCommandWhoseAnswerWasLostInAKillIsCarriedOutOnce() throws Exception {
    String conversation;
    try (var first = ServerProcess.start(data, content())) {
      var cast = new Cast(first.http());
      var agent = cast.staff("agent");
      conversation = Cast.open(cast.stranger(), "pre_sale", null);
      try (var _ = FailingDisk.under(first.pid(), FailingDisk.SYNC, "signal=KILL", data, log())) {
        agent.socket().send(take(conversation));

        assertThat(first.exitCode()).isEqualTo(KILLED);
      }
    }

    try (var second = ServerProcess.start(data, content())) {
      var agent = new Cast(second.http()).staff("agent");
      var taken = agent.socket().ask(take(conversation));

      assertThat(taken.path("type").asString()).isEqualTo("ok");
      assertThat(agent.socket().ask(take(conversation))).isEqualTo(taken);
      assertThat(kinds(agent.rest(), conversation)).containsExactly("assign");
    }
  }
}
