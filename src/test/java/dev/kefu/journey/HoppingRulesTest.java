package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.storage.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client comes to a node that has not heard of what it saw at another: two nodes over one
/// database, without a bus, and their polls are put off.
class HoppingRulesTest {

  private static final String[] SETTINGS = {
    "--kefu.database.url=" + TestPostgres.shared().urlOfEmpty(),
    "--kefu.database.username=" + TestPostgres.USER,
    "--kefu.gateway.poll=1h",
    "--kefu.gateway.reread=1h",
    "--kefu.gateway.heartbeat=1h",
    "--kefu.gateway.silence=2h"
  };

  private static TestServer here;
  private static TestServer there;

  private Cast.Visit shopper;
  private String conversation;

  @BeforeAll
  static void start() throws Exception {
    here = TestServer.empty(SETTINGS);
    there = TestServer.empty(SETTINGS);
  }

  @AfterAll
  static void stop() {
    here.stop();
    there.stop();
  }

  @BeforeEach
  void bothNodesKnowTheConversationAndOneKnowsMore() throws Exception {
    shopper = new Cast(here.http()).stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "一");
    var first = Socket.shopper(there.http(), shopper.token(), shopper.socket().cursors());
    first.say(conversation, "二");
    first.awaitText("二");
    first.cut();
    shopper.socket().say(conversation, "三");
    shopper.socket().awaitText("三");
  }

  @Test
  void P_31_whatTheClientNamesIsNotSentAgain() throws Exception {
    var hopped = Socket.shopper(there.http(), shopper.token(), Map.of(conversation, 3L));
    hopped.await("welcome");

    hopped.say(conversation, "四");
    hopped.awaitText("四");

    assertThat(hopped.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  @Test
  void P_31_aSyncAfterItIsAnsweredWithTheTrueEnd() throws Exception {
    var hopped = Socket.shopper(there.http(), shopper.token(), Map.of());
    hopped.awaitText("二");

    var answer =
        hopped.ask(
            Map.of(
                "type", "sync", "id", hopped.nextId(), "conversation", conversation, "after", 3));

    assertThat(answer.path("head").asLong()).isEqualTo(3);
  }
}
