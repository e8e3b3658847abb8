package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How many may come in, and how fast one may ask. Each test comes from an address of its own.
class DoorRulesTest {

  private static final int RUSH = 20;
  private static final int VISITORS = 60;
  private static final int COMMANDS = 30;
  private static final int SENDS = 10;

  private static TestServer server;
  private static String http;

  @BeforeAll
  static void aServerThatTreatsThisMachineAsAStranger() throws Exception {
    server =
        TestServer.empty(
            "--kefu.gateway.door.limit-loopback=true",
            "--server.forward-headers-strategy=native",
            "--kefu.gateway.door.strangers=8",
            "--kefu.gateway.door.hellos-per-address=20",
            "--kefu.gateway.door.conversations-per-address=5");
    http = server.http();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static String token() throws Exception {
    return new Rest(http).post("/api/v1/visitors", Map.of()).body().get("token").asString();
  }

  private static void hello(RawSocket socket, String token, String device) throws Exception {
    socket.text(
        "{\"type\":\"hello\",\"v\":1,\"visitor\":\"%s\",\"device\":\"%s\"}"
            .formatted(token, device));
  }

  @Test
  void P_13_theSixthStrangerOfAnAddressTakesThePlaceOfTheOldest() throws Exception {
    var strangers = new ArrayList<RawSocket>();
    for (var i = 0; i < 6; i++) {
      strangers.add(RawSocket.from(http, "127.0.1.1"));
    }

    assertThat(strangers.getFirst().closeCode()).isEqualTo(4409);
    hello(strangers.getLast(), token(), "d");
    assertThat(strangers.getLast().await("welcome")).contains("epoch");
    for (var each : strangers) {
      each.close();
    }
  }

  @Test
  void P_13_theNodeKeepsSoManyStrangersAndNoMore() throws Exception {
    var strangers = new ArrayList<RawSocket>();
    for (var i = 0; i < 9; i++) {
      strangers.add(RawSocket.from(http, "127.0.2." + (i + 1)));
    }

    assertThat(strangers.getFirst().closeCode()).isEqualTo(4409);
    for (var each : strangers) {
      each.close();
    }
  }

  @Test
  void P_13_theFourthSocketOfAShopperTakesThePlaceOfTheOldest() throws Exception {
    var token = token();
    var sockets = new ArrayList<RawSocket>();
    for (var i = 0; i < 4; i++) {
      var socket = RawSocket.from(http, "127.0.3.1");
      hello(socket, token, "d" + i);
      socket.await("welcome");
      sockets.add(socket);
    }

    assertThat(sockets.getFirst().closeCode()).isEqualTo(4409);
    for (var each : sockets) {
      each.close();
    }
  }

  @Test
  void P_44_aDeviceThatGreetsAgainAndAgainIsToldWhenItMayComeBack() throws Exception {
    var token = token();
    for (var i = 0; i < 10; i++) {
      try (var socket = RawSocket.from(http, "127.0.4.1")) {
        hello(socket, token, "d");
        socket.await("welcome");
      }
    }

    try (var socket = RawSocket.from(http, "127.0.4.2")) {
      hello(socket, token, "d");
      var rest = socket.rest();
      assertThat(rest.closeCode()).isEqualTo(4429);
      assertThat(rest.texts().getLast()).contains("\"bye\"").contains("retry_ms");
    }
  }

  @Test
  void P_44_anAddressThatGreetsTooOftenIsSentAwayBeforeAnythingIsLookedUp() throws Exception {
    for (var i = 0; i < 20; i++) {
      try (var socket = RawSocket.from(http, "127.0.5.1")) {
        hello(socket, "nobody's", "d");
        assertThat(socket.closeCode()).isEqualTo(4401);
      }
    }

    try (var socket = RawSocket.from(http, "127.0.5.1");
        var other = RawSocket.from(http, "127.0.5.2")) {
      hello(socket, token(), "d");
      hello(other, token(), "d");
      assertThat(socket.closeCode()).isEqualTo(4429);
      assertThat(other.await("welcome")).contains("epoch");
    }
  }

  @Test
  void P_44_aShopperBeginsThreeConversationsAnHourAndFindsTheOpenOneAsOftenAsTheyLike()
      throws Exception {
    try (var socket = RawSocket.from(http, "127.0.6.1")) {
      hello(socket, token(), "d");
      socket.await("welcome");
      for (var i = 0; i < 3; i++) {
        var opened = open(socket, "o-" + i);
        assertThat(open(socket, "again-" + i)).contains(conversation(opened));
        ask(
            socket,
            "c-" + i,
            "\"type\":\"command\",\"op\":\"close\",\"conversation\":\""
                + conversation(opened)
                + "\"");
      }

      assertThat(open(socket, "o-4")).contains("\"rate\"").contains("retry_ms");
    }
  }

  @Test
  void P_44_anAddressBeginsSoManyConversationsAnHour() throws Exception {
    for (var i = 0; i < 6; i++) {
      try (var socket = RawSocket.from(http, "127.0.7.1")) {
        hello(socket, token(), "d");
        socket.await("welcome");
        assertThat(open(socket, "o-1")).contains(i < 5 ? "\"ok\"" : "\"rate\"");
      }
    }
  }

  private static String open(RawSocket socket, String id) throws Exception {
    return ask(socket, id, "\"type\":\"open\",\"stage\":\"pre_sale\"");
  }

  private static String ask(RawSocket socket, String id, String fields) throws Exception {
    socket.text("{\"id\":\"" + id + "\"," + fields + "}");
    return socket.await("\"id\":\"" + id + "\"");
  }

  private static String conversation(String opened) {
    return opened.replaceFirst(".*\"conversation\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void P_44_whoSaysTooMuchIsRefusedEachTimeAndInTheEndSentAway() throws Exception {
    try (var socket = RawSocket.from(http, "127.0.8.1")) {
      hello(socket, token(), "d");
      socket.await("welcome");
      var conversation = conversation(open(socket, "o-1"));
      for (var i = 0; i < 41; i++) {
        socket.text(
            "{\"type\":\"send\",\"id\":\"s-%d\",\"conversation\":\"%s\",\"mid\":\"%s\",\"body\":{\"kind\":\"text\",\"text\":\"快\"}}"
                .formatted(i, conversation, UUID.randomUUID()));
      }

      var rest = socket.rest();
      assertThat(rest.closeCode()).isEqualTo(4429);
      assertThat(
              rest.texts().stream().filter(t -> t.contains("\"rate\"") && t.contains("retry_ms")))
          .hasSize(30);
      // What was still on its way to the disk is stored and found when it is sent again.
      assertThat(rest.texts().stream().filter(t -> t.contains("\"ok\"")))
          .hasSizeLessThanOrEqualTo(11);
    }
  }

  @Test
  void P_44_anAddressEntersSoManyVisitorsAMinute() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      for (var i = 0; i < VISITORS; i++) {
        assertThat(visit(client, "127.0.9.1").statusCode()).isEqualTo(200);
      }
      var refused = visit(client, "127.0.9.1");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"rate\"").contains("retry_ms");
      assertThat(visit(client, "127.0.9.2").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> visit(HttpClient client, String address) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(http + "/api/v1/visitors"))
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void P_44_whoShowsProofAgainAndAgainIsRefused() throws Exception {
    try (var socket = RawSocket.from(http, "127.0.10.1")) {
      hello(socket, token(), "d");
      socket.await("welcome");
      for (var i = 0; i < COMMANDS; i++) {
        socket.text("{\"type\":\"auth\",\"ticket\":\"guess\"}");
        assertThat(socket.await("\"error\"")).contains("\"unauthorized\"");
      }
      socket.text("{\"type\":\"auth\",\"ticket\":\"guess\"}");

      assertThat(socket.await("\"error\"")).contains("\"rate\"");
    }
  }

  @Test
  void P_44_picturesThatDoNotExistCountAsWhatIsSaid() throws Exception {
    try (var socket = RawSocket.from(http, "127.0.11.1")) {
      hello(socket, token(), "d");
      socket.await("welcome");
      var conversation = conversation(open(socket, "o-1"));
      for (var i = 0; i < SENDS; i++) {
        assertThat(sendPicture(socket, conversation, i)).contains("\"not_found\"");
      }

      assertThat(sendPicture(socket, conversation, SENDS)).contains("\"rate\"");
    }
  }

  private static String sendPicture(RawSocket socket, String conversation, int n) throws Exception {
    return ask(
        socket,
        "p-" + n,
        "\"type\":\"send\",\"conversation\":\"%s\",\"mid\":\"%s\",\"body\":{\"kind\":\"image\",\"file\":\"file_none\"}"
            .formatted(conversation, UUID.randomUUID()));
  }

  @Test
  void P_44_aDeviceHasNoNameOfAnyLength() throws Exception {
    try (var socket = RawSocket.from(http, "127.0.12.1")) {
      hello(socket, token(), "d".repeat(65));
      assertThat(socket.await("\"error\"")).contains("\"bad_request\"");
      hello(socket, token(), "d".repeat(64));
      assertThat(socket.await("\"welcome\"")).contains("epoch");
    }
  }

  @Test
  void P_44_aRushAtTheDoorIsToldWhenToComeBack() throws Exception {
    var narrow =
        TestServer.empty(
            "--kefu.gateway.door.limit-loopback=true", "--kefu.gateway.door.sockets-per-second=1");
    var rush = new ArrayList<RawSocket>();
    try {
      for (var i = 0; i < RUSH; i++) {
        rush.add(RawSocket.open(narrow.http()));
      }

      assertThat(rush.getFirst().status()).isEqualTo(101);
      var sentAway = rush.stream().filter(socket -> socket.status() == 503).toList();
      // One more may come in each second.
      assertThat(sentAway).isNotEmpty();
      for (var socket : sentAway) {
        assertThat(Integer.parseInt(socket.headers().get("retry-after"))).isBetween(1, 5);
      }
    } finally {
      for (var socket : rush) {
        socket.close();
      }
      narrow.stop();
    }
  }

  @Test
  void whatAProxySaysThatIsNoAddressCountsAsAStranger() throws Exception {
    for (var nonsense : List.of("no.address.example", "unknown", "999.1.2.3", "\t", "_")) {
      try (var socket = RawSocket.open(http, "X-Forwarded-For: " + nonsense)) {
        assertThat(socket.status()).as(nonsense).isEqualTo(101);
        hello(socket, token(), "x");
        assertThat(socket.await("welcome")).as(nonsense).contains("epoch");
      }
    }
  }
}
