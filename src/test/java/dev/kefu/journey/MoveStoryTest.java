package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.program.SmallContent;
import dev.kefu.storage.Move;
import dev.kefu.storage.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop has outgrown its file: it moves to PostgreSQL, and nobody notices.
@Tag("sqlite")
class MoveStoryTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private String url;
  private Path content;

  @BeforeEach
  void prepare() throws Exception {
    url = TestPostgres.shared().urlOfEmpty();
    content = SmallContent.at(folder);
  }

  @Test
  void aShopThatMovedGoesOnWhereItWas() throws Exception {
    String token;
    String conversation;
    String epoch;
    try (var before = ServerProcess.start(folder, content)) {
      var cast = new Cast(before.http());
      var shopper = cast.buyer("lily");
      token = shopper.token();
      conversation = Cast.open(shopper, "after_sale", null);
      shopper.socket().say(conversation, "发货了吗👨‍👩‍👧");
      epoch = epoch(before, token);
      before.terminate();
      before.exitCode();
    }

    assertThat(move()).as(told.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(told.toString(StandardCharsets.UTF_8)).containsPattern("event +1 rows, compared");

    try (var after = ServerProcess.start(folder, content, onPostgres())) {
      assertThat(epoch(after, token)).isEqualTo(epoch);
      var back = Socket.shopper(after.http(), token, Map.of());
      assertThat(back.awaitEvent("message").path("body").path("text").asString())
          .isEqualTo("发货了吗👨‍👩‍👧");
      assertThat(back.say(conversation, "在吗").path("seq").asLong()).isEqualTo(2);
      var agent = new Cast(after.http()).staff("agent3");
      assertThat(agent.rest().get("/api/v1/conversations/" + conversation).status()).isEqualTo(200);
    }
  }

  @Test
  void aDatabaseThatHoldsSomethingIsNotTouched() throws Exception {
    try (var before = ServerProcess.start(folder, content)) {
      before.terminate();
      before.exitCode();
    }
    assertThat(move()).isZero();

    assertThat(move()).isEqualTo(1);
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("already holds something");
  }

  @Test
  void aFolderThatIsInUseIsNotMoved() throws Exception {
    try (var server = ServerProcess.start(folder, content)) {
      assertThat(move()).isEqualTo(1);
      assertThat(server.isAlive()).isTrue();
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("Another process has");
  }

  @Test
  void withoutAFileThereIsNothingToMove() {
    assertThat(move()).isEqualTo(1);
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("There is no");
  }

  private int move() {
    var out = new PrintStream(told, true, StandardCharsets.UTF_8);
    var args = new java.util.ArrayList<>(List.of(Move.COMMAND));
    args.add("--kefu.data-dir=" + folder.resolve("data"));
    args.addAll(List.of(onPostgres()));
    return Move.run(out, out, args.toArray(String[]::new));
  }

  private String[] onPostgres() {
    return new String[] {
      "--kefu.database.url=" + url, "--kefu.database.username=" + TestPostgres.USER
    };
  }

  private static String epoch(ServerProcess server, String token) throws Exception {
    return Socket.shopper(server.http(), token, Map.of()).await("welcome").path("epoch").asString();
  }
}
