package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open a socket, and what the first words have to be. The rules' numbers are those of
/// `docs/rules.md`.
class HandshakeRulesTest {

  private String http;

  @BeforeEach
  void aServerRuns() throws Exception {
    http = TestServer.impatient().http();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "",
        "http://127.0.0.1.evil.example",
        "file://",
        "http://127.0.0.1:1",
        "HTTP://127.0.0.1",
        "://",
        "http://",
        "http://127.0.0.1:PORT@evil",
        "http://[::1",
        "data:text/html,x",
        "http://127.0.0.1:PORT/",
        "http://127.0.0.1:PORT.evil.example",
        "HTTP://127.0.0.1:PORT",
        "http://127.0.0.1:PORT http://evil.example"
      })
  void P_10_aPageOfAnotherOriginIsRefusedHoweverItsOriginIsWritten(String origin) throws Exception {
    var port = String.valueOf(TestServer.impatient().port());

    try (var socket = RawSocket.open(http, "Origin: " + origin.replace("PORT", port))) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }

  @Test
  void P_10_theServersOwnPageAndAProgramWithoutOriginMayComeIn() throws Exception {
    try (var page = RawSocket.open(http, "Origin: " + http);
        var program = RawSocket.open(http)) {
      assertThat(page.status()).isEqualTo(101);
      assertThat(program.status()).isEqualTo(101);
    }
  }

  @Test
  void P_42_compressionIsNotAgreedTo() throws Exception {
    try (var socket =
        RawSocket.open(
            http, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.headers()).doesNotContainKey("sec-websocket-extensions");
    }
  }

  @Test
  void P_11_whoDoesNotSayHelloInTimeIsSentAway() throws Exception {
    try (var socket = RawSocket.open(http)) {
      assertThat(socket.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void P_11_whoSaysSomethingElseFirstIsSentAway() throws Exception {
    try (var socket = RawSocket.open(http)) {
      socket.text("{\"type\":\"pong\"}");
      assertThat(socket.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void P_11_aSecondHelloEndsTheSocket() throws Exception {
    var shopper = new Cast(http).stranger();

    shopper.socket().send(Map.of("type", "hello", "v", 1, "visitor", shopper.token()));

    assertThat(shopper.socket().closeCode()).isEqualTo(4400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "99999"})
  void P_61_anotherVersionOfTheProtocolIsToldSo(String version) throws Exception {
    try (var socket = RawSocket.open(http)) {
      socket.text("{\"type\":\"hello\",\"v\":" + version + ",\"visitor\":\"x\"}");
      assertThat(socket.closeCode()).isEqualTo(4426);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"visitor\":\"x\"", "\"ticket\":\"x\"", "\"device\":\"d\""})
  void P_12_nobodyComesInWithoutAProof(String proof) throws Exception {
    try (var socket = RawSocket.open(http)) {
      socket.text("{\"type\":\"hello\",\"v\":1," + proof + "}");
      assertThat(socket.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void P_12_aTicketIsGoodOnce() throws Exception {
    var ticket = Rest.signedIn(http, "agent").ticket();
    Socket.staff(http, ticket).await("welcome");

    assertThat(Socket.staff(http, ticket).closeCode()).isEqualTo(4401);
  }

  @Test
  void P_12_aTicketEndsWithItsSignIn() throws Exception {
    var rest = Rest.signedIn(http, "agent");
    var ticket = rest.ticket();
    rest.delete("/api/v1/session");

    assertThat(Socket.staff(http, ticket).closeCode()).isEqualTo(4401);
  }

  @Test
  void P_17_theWelcomeSaysWhichLifeOfTheDatabaseThisIsAndWhatHolds() throws Exception {
    var visitor = new Rest(http).post("/api/v1/visitors", Map.of()).body();
    var socket = Socket.silent(http);
    socket.send(Map.of("type", "hello", "v", 1, "visitor", visitor.get("token").asString()));

    var welcome = socket.await("welcome");

    assertThat(welcome.path("epoch").asString()).isNotEmpty();
    assertThat(welcome.path("session").asString()).isNotEmpty();
    assertThat(welcome.path("now").asString()).isNotEmpty();
    assertThat(welcome.path("heartbeat_ms").asLong()).isEqualTo(1_000);
    assertThat(welcome.path("limits").path("frame_bytes").asLong()).isEqualTo(16 * 1024);
    assertThat(welcome.path("resync").asBoolean()).isFalse();
  }

  @Test
  void P_01_noIdCanBeGuessedFromAnother() throws Exception {
    var cast = new Cast(http);
    var first = cast.stranger();
    var second = cast.stranger();

    var ids =
        new String[] {
          first.id(),
          second.id(),
          Cast.open(first, "pre_sale", null),
          Cast.open(second, "pre_sale", null)
        };

    assertThat(ids)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("(shp|cnv)_[A-Za-z0-9_-]{22,}"));
    assertThat(ids[0].substring(0, 12)).isNotEqualTo(ids[1].substring(0, 12));
  }
}
