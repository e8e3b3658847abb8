package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes over the line, byte by byte: life, silence, limits, and how each mistake ends.
class FrameRulesTest {

  private static final int SHOPPER_FRAME = 16 * 1024;
  private static final int STAFF_FRAME = 64 * 1024;
  private static final int MUCH = 2_000;

  private String http;
  private Cast cast;

  @BeforeEach
  void aServerRuns() throws Exception {
    http = TestServer.impatient().http();
    cast = new Cast(http);
  }

  /// A shopper's socket by hand, greeted.
  private RawSocket greeted(RawSocket socket) throws Exception {
    return greeted(socket, token());
  }

  private String token() throws Exception {
    return new Rest(http).post("/api/v1/visitors", Map.of()).body().get("token").asString();
  }

  private static RawSocket greeted(RawSocket socket, String token) throws Exception {
    socket.text("{\"type\":\"hello\",\"v\":1,\"visitor\":\"" + token + "\"}");
    socket.await("\"welcome\"");
    return socket;
  }

  @Test
  void P_40_theServerPingsAndWhoAnswersStays() throws Exception {
    var shopper = cast.stranger();

    // Longer than silence is allowed for; the client answers each ping.
    for (var pings = 0; pings < 3; pings++) {
      shopper.socket().awaitPing();
    }

    assertThat(Cast.open(shopper, "pre_sale", null)).startsWith("cnv_");
  }

  @Test
  void P_41_whoIsSilentIsGivenUp() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      assertThat(socket.closeCode()).isEqualTo(4408);
    }
  }

  @Test
  void P_41_aFrameThatIsAnnouncedAndNeverComesIsNoSignOfLife() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      // A text frame of 2^63-1 bytes, and then nothing.
      socket.write(
          (byte) 0x81,
          (byte) 0xff,
          (byte) 0x7f,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 0xff,
          (byte) 1,
          (byte) 2,
          (byte) 3,
          (byte) 4);

      assertThat(socket.closeCode()).isIn(1009, 4408);
    }
  }

  @Test
  void P_41_piecesWithoutAnEndAreNoSignOfLife() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.frame(false, RawSocket.TEXT, "{".getBytes(StandardCharsets.UTF_8));
      var dripping =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    socket.frame(false, RawSocket.CONTINUATION, new byte[] {' '});
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                } catch (IOException | InterruptedException e) {
                  // It was cut off, as it should be.
                }
              });

      assertThat(socket.closeCode()).isEqualTo(4408);
      dripping.interrupt();
    }
  }

  @Test
  void P_41_aFloodOfPingsOfTheLineIsNoSignOfLife() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      for (var i = 0; i < MUCH; i++) {
        socket.frame(true, RawSocket.PING, new byte[] {1});
      }

      assertThat(socket.closeCode()).isEqualTo(4408);
    }
  }

  @Test
  void P_42_aFrameUpToTheLimitIsTakenAndOneByteMoreIsTooLarge() throws Exception {
    var shopper = cast.stranger();
    var agent = cast.staff("agent");

    shopper.socket().sendRaw(padded("a-1", SHOPPER_FRAME));
    shopper.socket().sendRaw(padded("a-2", SHOPPER_FRAME + 1));
    agent.socket().sendRaw(padded("a-3", STAFF_FRAME));
    agent.socket().sendRaw(padded("a-4", STAFF_FRAME + 1));

    assertThat(answer(shopper.socket(), "a-1")).isEqualTo("not_found");
    assertThat(answer(shopper.socket(), "a-2")).isEqualTo("too_large");
    assertThat(answer(agent.socket(), "a-3")).isEqualTo("not_found");
    assertThat(answer(agent.socket(), "a-4")).isEqualTo("too_large");
  }

  private static String answer(Socket socket, String id) throws InterruptedException {
    return socket.await(f -> f.path("id").asString("").equals(id)).path("code").asString();
  }

  /// A `sync` of a conversation nobody has, filled up to a size.
  private static String padded(String id, int bytes) {
    var frame =
        "{\"type\":\"sync\",\"id\":\"" + id + "\",\"conversation\":\"cnv_none\",\"after\":0}";
    return frame + " ".repeat(bytes - frame.length());
  }

  @Test
  void P_42_aFrameBeyondAllMeasureEndsTheSocket() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.frame(true, RawSocket.TEXT, " ".repeat(600 * 1024).getBytes(StandardCharsets.UTF_8));

      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void P_42_aCharacterThatIsTornBetweenTwoPiecesIsWhole() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      var frame = "{\"type\":\"sync\",\"id\":\"好\",\"conversation\":\"cnv_none\",\"after\":0}";
      var bytes = frame.getBytes(StandardCharsets.UTF_8);
      var torn = frame.indexOf('好') + 1;

      socket.frame(false, RawSocket.TEXT, Arrays.copyOf(bytes, torn));
      socket.frame(true, RawSocket.CONTINUATION, Arrays.copyOfRange(bytes, torn, bytes.length));

      assertThat(socket.await("not_found")).contains("\"id\":\"好\"");
    }
  }

  @Test
  void P_42_theSignForWhatIsNoTextIsTextInPiecesToo() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      var bytes =
          "{\"type\":\"sync\",\"id\":\"\ufffd\",\"conversation\":\"cnv_none\",\"after\":0}"
              .getBytes(StandardCharsets.UTF_8);

      socket.frame(false, RawSocket.TEXT, Arrays.copyOf(bytes, 30));
      socket.frame(true, RawSocket.CONTINUATION, Arrays.copyOfRange(bytes, 30, bytes.length));

      assertThat(socket.await("not_found")).contains("\"id\":\"\ufffd\"");
    }
  }

  /// The last piece never comes: whoever waits for it hears of silence, and not of bad bytes.
  @ParameterizedTest
  @CsvSource({"overlong, C080", "a surrogate, EDA080", "beyond the last, F4908080", "torn, E5A57B"})
  void P_42_piecesThatAreNoTextEndTheSocketBeforeTheLastHasCome(String what, String bytes)
      throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.frame(false, RawSocket.TEXT, "{\"id\":\"好".getBytes(StandardCharsets.UTF_8));
      socket.frame(false, RawSocket.CONTINUATION, java.util.HexFormat.of().parseHex(bytes));

      assertThat(socket.closeCode()).as(what).isEqualTo(1007);
    }
  }

  @Test
  void P_42_aMessageInPiecesThatEndsWithinACharacterEndsTheSocket() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.frame(false, RawSocket.TEXT, "{\"id\":\"".getBytes(StandardCharsets.UTF_8));
      socket.frame(true, RawSocket.CONTINUATION, new byte[] {(byte) 0xe5, (byte) 0xa5});

      assertThat(socket.closeCode()).isEqualTo(1007);
    }
  }

  /// U+FFFD stands for bytes that are no text, and may be written like any other character.
  @Test
  void P_42_theSignForWhatIsNoTextIsText() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.text(
          "{\"type\":\"sync\",\"id\":\"\ufffd\",\"conversation\":\"cnv_none\",\"after\":0}");

      assertThat(socket.await("not_found")).contains("\"id\":\"\ufffd\"");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1_000})
  void P_42_bytesThatAreNoTextEndTheSocket(int length) throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.frame(true, RawSocket.BINARY, new byte[length]);

      assertThat(socket.closeCode()).isEqualTo(1003);
    }
  }

  @Test
  void P_42_whatIsNoFrameIsRefusedAndTheSocketLives() throws Exception {
    var shopper = cast.stranger();
    var frames = new HashMap<String, String>();
    frames.put(
        "b-1", "{\"id\":\"b-1\",\"type\":\"sync\",\"x\":" + "[".repeat(20) + "]".repeat(20) + "}");
    frames.put("b-2", "{\"id\":\"b-2\",\"type\":\"sync\",\"x\":" + "1".repeat(33) + "}");
    frames.put("b-3", "{\"id\":\"b-3\",\"type\":\"sync\",\"after\":1,\"after\":2}");
    frames.put("b-4", "{\"id\":\"b-4\",\"type\":\"sync\",\"x\":" + object(201) + "}");
    frames.put(
        "b-5", "{\"id\":\"b-5\",\"type\":\"sync\",\"conversation\":{\"$gt\":\"\"},\"after\":0}");
    frames.put(
        "b-6", "{\"id\":\"b-6\",\"type\":\"sync\",\"conversation\":\"cnv_x\",\"after\":1e400}");
    frames.put("b-7", "{\"id\":\"b-7\",\"type\":\"sync\",\"conversation\":[\"*\"],\"after\":0}");

    for (var frame : frames.values()) {
      shopper.socket().sendRaw(frame);
    }
    var refused =
        IntStream.range(0, frames.size())
            .mapToObj(_ -> code(shopper.socket()))
            .collect(Collectors.toList());

    assertThat(refused).containsOnly("bad_request");
    assertThat(Cast.open(shopper, "pre_sale", null)).startsWith("cnv_");
  }

  private static String code(Socket socket) {
    try {
      return socket.await("error").path("code").asString();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String object(int fields) {
    return IntStream.range(0, fields)
        .mapToObj(i -> "\"f" + i + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void P_42_manyFieldsThatNobodyKnowsAreIgnoredUpToTwoHundred() throws Exception {
    var shopper = cast.stranger();

    shopper
        .socket()
        .sendRaw(
            "{\"id\":\"c-1\",\"type\":\"sync\",\"conversation\":\"cnv_x\",\"after\":0,\"x\":"
                + object(200)
                + "}");

    assertThat(answer(shopper.socket(), "c-1")).isEqualTo("not_found");
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775808", "\"1\"", "NaN", "1.5", "null"})
  void P_42_aNumberThatIsNoPositionIsRefused(String after) throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);

    shopper
        .socket()
        .sendRaw(
            "{\"id\":\"d-1\",\"type\":\"sync\",\"conversation\":\""
                + conversation
                + "\",\"after\":"
                + after
                + "}");

    assertThat(code(shopper.socket())).isEqualTo("bad_request");
  }

  @Test
  void P_42_aPositionBeyondTheEndCountsAsTheEnd() throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");

    var answer =
        shopper
            .socket()
            .ask(
                Map.of(
                    "type",
                    "sync",
                    "id",
                    "e-1",
                    "conversation",
                    conversation,
                    "after",
                    Long.MAX_VALUE));

    assertThat(answer.path("head").asLong()).isEqualTo(1);
    assertThat(answer.path("more").asBoolean()).isFalse();
  }

  @Test
  void P_42_theTenthBadFrameWithinAMinuteEndsTheSocket() throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      for (var i = 0; i < 10; i++) {
        socket.text(i % 2 == 0 ? "{\"type\":\"dance\"}" : "nonsense");
      }

      var rest = socket.rest();
      assertThat(rest.closeCode()).isEqualTo(4400);
      assertThat(rest.texts().stream().filter(t -> t.contains("\"unsupported\""))).hasSize(5);
      assertThat(rest.texts().stream().filter(t -> t.contains("\"bad_request\"")))
          .hasSizeBetween(4, 5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unmasked, 8101 41, 1002", "reserved bit, C181 01020304 40, 1002",
    "unknown opcode, 8381 01020304 40, 1002", "lone continuation, 8081 01020304 40, 1002",
    "fragmented ping, 0981 01020304 40, 1002", "long ping, 89FE 007E 00000000 ZEROS, 1002",
    "overlong UTF-8, 8182 00000000 C080, 1007", "surrogate UTF-8, 8183 00000000 EDA080, 1007",
    "one-byte close, 8881 00000000 03, 1002", "close 1005, 8882 00000000 03ED, 1002"
  })
  void P_50_whatBreaksTheProtocolEndsWithItsOwnCode(String what, String bytes, int code)
      throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      socket.write(
          java.util.HexFormat.of()
              .parseHex(bytes.replace(" ", "").replace("ZEROS", "00".repeat(126))));

      assertThat(socket.closeCode()).as(what).isEqualTo(code);
    }
  }

  /// 1000 is a client that has finished, 1001 a page that was left.
  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void P_50_whoSaysGoodbyeHearsTheSameAndLeavesTheirPlace(int code) throws Exception {
    var token = token();
    try (var first = greeted(RawSocket.open(http), token);
        var second = greeted(RawSocket.open(http), token);
        var leaving = greeted(RawSocket.open(http), token)) {
      leaving.frame(
          true, RawSocket.CLOSE, java.nio.ByteBuffer.allocate(2).putShort((short) code).array());
      assertThat(leaving.closeCode()).isEqualTo(code);
      assertThat(leaving.read()).isEqualTo(RawSocket.Frame.END);

      try (var fourth = greeted(RawSocket.open(http), token)) {
        for (var each : new RawSocket[] {first, second, fourth}) {
          each.text("{\"type\":\"sync\",\"id\":\"x\",\"conversation\":\"cnv_none\",\"after\":0}");
          assertThat(each.await("\"id\":\"x\"")).contains("not_found");
        }
      }
    }
  }

  @Test
  void P_43_whoReadsTooSlowlyIsToldSoAndOthersGoOn() throws Exception {
    var other = cast.stranger();
    var conversation = Cast.open(other, "pre_sale", null);
    try (var socket = greeted(RawSocket.narrow(http))) {
      askMuch(socket);
      for (var i = 0; i < 20; i++) {
        socket.text("{\"type\":\"pong\"}");
        assertThat(other.socket().say(conversation, "还好").path("type").asString()).isEqualTo("ok");
      }

      assertThat(socket.closeCode()).isEqualTo(4508);
    }
  }

  @Test
  void P_43_whoReadsNothingAtAllIsCutOff() throws Exception {
    try (var socket = greeted(RawSocket.narrow(http))) {
      askMuch(socket);

      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      assertThatThrownBy(
              () -> {
                while (System.nanoTime() < until) {
                  socket.text("{\"type\":\"pong\"}");
                  TimeUnit.MILLISECONDS.sleep(50);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void P_43_whoSaysGoodbyeAndReadsNothingIsCutOff() throws Exception {
    try (var socket = greeted(RawSocket.narrow(http))) {
      askMuch(socket);
      socket.frame(true, RawSocket.CLOSE, new byte[] {3, (byte) 232});

      assertThat(isCutOff(socket)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1003", "false, 1009"})
  void P_43_whoGoesOnAfterTheEndIsCutOff(boolean binary, int code) throws Exception {
    try (var socket = greeted(RawSocket.open(http))) {
      var kind = binary ? RawSocket.BINARY : RawSocket.TEXT;
      socket.frame(true, kind, " ".repeat(600 * 1024).getBytes(StandardCharsets.UTF_8));
      assertThat(socket.closeCode()).isEqualTo(code);

      assertThat(isCutOff(socket)).isTrue();
    }
  }

  /// Whether the line breaks while words are sent that nobody hears.
  private static boolean isCutOff(RawSocket socket) throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try {
      while (System.nanoTime() < until) {
        socket.text("{\"type\":\"pong\"}");
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /// Asks for what is refused without a look into the store, and does not read the answers.
  private static void askMuch(RawSocket socket) throws IOException {
    var id = String.join("", Collections.nCopies(60, "x"));
    for (var i = 0; i < MUCH; i++) {
      socket.text(
          "{\"type\":\"send\",\"id\":\"%s\",\"conversation\":\"cnv_none\",\"mid\":\"%s\",\"body\":{\"kind\":\"text\",\"text\":\"\"}}"
              .formatted(id, UUID.randomUUID()));
    }
  }
}
