package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes in drips has to be whole in time, and what merely comes in pieces is taken.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrippingRulesTest {

  private static final int CONTAINER_FRAME = 512 * 1024;

  private static TestServer server;

  @BeforeAll
  static void aServerGivesAMessageASecondAndSilenceAnHour() throws Exception {
    server =
        TestServer.empty(
            "--kefu.gateway.request-within=1s",
            "--kefu.gateway.message-within=1s",
            "--kefu.gateway.heartbeat=1s",
            "--kefu.gateway.silence=1h");
  }

  @AfterAll
  static void itStops() {
    server.stop();
  }

  private static RawSocket greeted() throws Exception {
    var socket = RawSocket.open(server.http());
    var visitor = new Rest(server.http()).post("/api/v1/visitors", Map.of()).body();
    socket.text(
        "{\"type\":\"hello\",\"v\":1,\"visitor\":\"" + visitor.get("token").asString() + "\"}");
    socket.await("\"welcome\"");
    return socket;
  }

  private interface Drop {
    void fall() throws IOException;
  }

  /// Lets one drop fall after the other until the line is gone.
  private static Thread drip(Drop drop) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              drop.fall();
              TimeUnit.MILLISECONDS.sleep(50);
            }
          } catch (IOException | InterruptedException e) {
            // It was cut off, as it should be.
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "\r\n", "GET / HTTP/1.1\r\nHost: here\r\nX-Long: "})
  void P_10_aRequestThatDripsInIsCutOff(String beginning) throws Exception {
    try (var line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      line.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      var drop = beginning.isBlank() ? beginning : "x";
      var dripping =
          drip(() -> line.getOutputStream().write(drop.getBytes(StandardCharsets.ISO_8859_1)));

      assertThat(hears(line)).isEmpty();
      dripping.interrupt();
    }
  }

  /// Everything up to the end of the line.
  private static String hears(Socket line) throws IOException {
    var heard = new ByteArrayOutputStream();
    try {
      line.getInputStream().transferTo(heard);
    } catch (SocketException e) {
      // Cut while drops were on their way.
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void P_10_aConnectionMayRestBeforeItsRequestsAndBetweenThem() throws Exception {
    try (var line = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      rest();
      ask(line, "keep-alive");
      rest();
      ask(line, "close");

      assertThat(hears(line).split("HTTP/1.1 200", -1)).hasSize(3);
    }
  }

  private static void ask(Socket line, String afterwards) throws IOException {
    line.getOutputStream()
        .write(
            "GET /actuator/health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: %s\r\n\r\n"
                .formatted(afterwards)
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Several times as long as a request or a message may take.
  private static void rest() throws Exception {
    var watch = new Cast(server.http()).stranger();
    for (var pings = 0; pings < 4; pings++) {
      watch.socket().awaitPing();
    }
  }

  @Test
  void P_42_aMessageOfPiecesWithoutAnEndEndsTheSocket() throws Exception {
    try (var socket = greeted()) {
      socket.frame(false, RawSocket.TEXT, "{".getBytes(StandardCharsets.UTF_8));
      var dripping = drip(() -> socket.frame(false, RawSocket.CONTINUATION, new byte[] {' '}));

      assertThat(socket.closeCode()).isEqualTo(4408);
      dripping.interrupt();
    }
  }

  @Test
  void P_42_aFrameWhoseBytesDripInEndsTheSocket() throws Exception {
    try (var socket = greeted()) {
      // A text frame of 16,000 bytes, of which one comes at a time.
      socket.write((byte) 0x81, (byte) 0xfe, (byte) 0x3e, (byte) 0x80);
      socket.write(new byte[] {0, 0, 0, 0});
      var dripping = drip(() -> socket.write((byte) ' '));

      assertThat(socket.closeCode()).isEqualTo(4408);
      dripping.interrupt();
    }
  }

  @Test
  void P_42_aMessageInPiecesThatIsWholeInTimeIsTaken() throws Exception {
    try (var socket = greeted()) {
      for (var round = 1; round <= 3; round++) {
        var frame =
            "{\"type\":\"sync\",\"id\":\"第%d次\",\"conversation\":\"cnv_none\",\"after\":0}"
                .formatted(round)
                .getBytes(StandardCharsets.UTF_8);
        // Cuts characters in two, too.
        for (var at = 0; at < frame.length; at++) {
          socket.frame(
              at == frame.length - 1,
              at == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION,
              Arrays.copyOfRange(frame, at, at + 1));
        }

        assertThat(socket.await("\"第%d次\"".formatted(round))).contains("not_found");
      }
    }
  }

  @Test
  void P_42_whoHasNothingToSayStays() throws Exception {
    var shopper = new Cast(server.http()).stranger();

    // Several times as long as a message may take.
    for (var pings = 0; pings < 4; pings++) {
      shopper.socket().awaitPing();
    }

    assertThat(Cast.open(shopper, "pre_sale", null)).startsWith("cnv_");
  }

  @Test
  void P_42_piecesAreCountedTogether() throws Exception {
    try (var socket = greeted()) {
      var piece = "字".repeat(1_000).getBytes(StandardCharsets.UTF_8);
      socket.frame(false, RawSocket.TEXT, piece);
      for (var sent = piece.length; sent <= CONTAINER_FRAME; sent += piece.length) {
        socket.frame(false, RawSocket.CONTINUATION, piece);
      }

      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void P_42_bytesThatAreNoTextAreNotWaitedFor() throws Exception {
    try (var socket = greeted()) {
      socket.frame(false, RawSocket.BINARY, new byte[] {1, 2, 3});

      assertThat(socket.closeCode()).isEqualTo(1003);
    }
  }
}
