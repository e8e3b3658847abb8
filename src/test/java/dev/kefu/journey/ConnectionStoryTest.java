package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The connection is lost in the middle: nothing is missing, nothing comes twice.
class ConnectionStoryTest {

  private Cast cast;
  private Cast.Member agent;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeEach
  void twoTalk() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    agent.socket().command("take", conversation, Map.of());
    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");
  }

  @Test
  void whatWasSaidMeanwhileComesInOrderAndOnce() throws Exception {
    var known = shopper.socket().cursors();
    shopper.socket().cut();
    for (var i = 0; i < 20; i++) {
      agent.socket().say(conversation, "第" + i + "句");
    }

    var back = Socket.shopper(cast.http(), shopper.token(), known);
    var missed = new ArrayList<String>();
    for (var i = 0; i < 20; i++) {
      missed.add(back.awaitEvent("message").path("body").path("text").asString());
    }
    agent.socket().say(conversation, "还在吗");
    back.awaitText("还在吗");

    assertThat(missed)
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "第" + i + "句").toList());
    assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    assertThat(back.rest()).noneMatch(f -> f.path("kind").asString().equals("message"));
  }

  @Test
  void whoComesBackIsOfferedAgainWhatIsSuggested() throws Exception {
    shopper.socket().say(conversation, "发什么快递呀");
    var offered = suggested(agent.socket());
    agent.socket().cut();

    var back = suggested(cast.staff("agent").socket());

    assertThat(back.get("for_seq")).isEqualTo(offered.get("for_seq"));
    assertThat(back.get("cards")).isEqualTo(offered.get("cards"));
  }

  private JsonNode suggested(Socket socket) throws InterruptedException {
    return socket.await(frame ->
        frame.path("type").asString().equals("suggestions")
            && frame.path("conversation").asString().equals(conversation)
            && !frame.path("cards").isEmpty());
  }

  @Test
  void P_20_aMessageSentAgainAfterALostAnswerIsStoredOnce() throws Exception {
    var mid = UUID.randomUUID().toString();
    var body = Map.of("kind", "text", "text", "这条只有一次");
    var first = shopper.socket().say(conversation, mid, body);
    shopper.socket().cut();
    var back = Socket.shopper(cast.http(), shopper.token(), Map.of());

    var again = back.say(conversation, mid, body);

    assertThat(again.path("dup").asBoolean()).isTrue();
    assertThat(again.path("seq").asLong()).isEqualTo(first.path("seq").asLong());
  }

  /// The line is the one way to say something: nothing is stored by way of HTTP, under whatever id.
  /// What became of a message can be read there by its id.
  @Test
  void P_20_nothingIsSaidOverHttpAndWhatBecameOfAMessageIsFoundThereUnderItsId() throws Exception {
    var mid = UUID.randomUUID().toString();
    var body = Map.of("kind", "text", "text", "这条只有一次");
    var events = "/api/v1/conversations/" + conversation + "/events";

    var overHttp = agent.rest().post(events, Map.of("mid", mid, "body", body));
    var shoppersOverHttp =
        Rest.visitor(cast.http(), shopper.token()).post(events, Map.of("mid", mid, "body", body));
    var before = withId(events, mid);
    agent.socket().say(conversation, mid, body);
    agent.socket().cut();
    var after = withId(events, mid);
    var again = cast.staff("agent").socket().say(conversation, mid, body);

    assertThat(overHttp.code()).isEqualTo("unsupported");
    assertThat(shoppersOverHttp.status()).isBetween(400, 499);
    assertThat(before).isEmpty();
    assertThat(after).hasSize(1);
    assertThat(again.path("dup").asBoolean()).isTrue();
    assertThat(again.path("seq").asLong()).isEqualTo(after.getFirst().path("seq").asLong());
  }

  private List<JsonNode> withId(String events, String mid) throws Exception {
    return agent
        .rest()
        .get(events + "?limit=100")
        .body()
        .path("data")
        .valueStream()
        .filter(event -> event.path("mid").asString("").equals(mid))
        .toList();
  }

  @Test
  void P_05_cursorsOfAnotherLifeOfTheDatabaseAreNotUsed() throws Exception {
    var socket = Socket.silent(cast.http());
    socket.send(
        Map.of(
            "type",
            "hello",
            "v",
            1,
            "visitor",
            shopper.token(),
            "epoch",
            "another",
            "cursors",
            Map.of(conversation, 1)));

    var welcome = socket.await("welcome");
    socket.awaitText("在吗");

    assertThat(welcome.path("resync").asBoolean()).isTrue();
  }

  @Test
  void syncGivesAPageAndSaysWhetherThereIsMore() throws Exception {
    var answer =
        agent
            .socket()
            .ask(
                Map.of(
                    "type",
                    "sync",
                    "id",
                    agent.socket().nextId(),
                    "conversation",
                    conversation,
                    "after",
                    1));

    assertThat(answer.path("head").asLong()).isEqualTo(3);
    assertThat(answer.path("more").asBoolean()).isFalse();
  }

  @Test
  void signingOutEndsTheSocket() throws Exception {
    agent.rest().delete("/api/v1/session");

    assertThat(agent.socket().closeCode()).isEqualTo(4401);
  }
}
