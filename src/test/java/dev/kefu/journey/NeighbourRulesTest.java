package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.cluster.Signals;
import dev.kefu.cluster.TestSignals;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What sockets hear when another node says that something has moved. Its polls and looks are put
/// off, so that only the nudge can have told.
@Tag("one-node")
class NeighbourRulesTest {

  private static TestServer server;

  private Cast.Member agent;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.empty("--kefu.gateway.poll=1h", "--kefu.gateway.reread=1h");
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void aConversationIsServed() throws Exception {
    var cast = new Cast(server.http());
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    agent = cast.staff("agent");
    agent.socket().command("take", conversation, Map.of());
    agent.socket().awaitText("在吗");
    shopper.socket().awaitEvent("assign");
  }

  private void nudge(String topic, long position) {
    TestSignals.fromAnotherNode(server.bean(Signals.class), topic, position);
  }

  private String agentId() throws Exception {
    return agent.rest().get("/api/v1/session").body().path("staff").path("id").asString();
  }

  @Test
  void bothSidesSeeThatTheOtherTypes() throws Exception {
    nudge("typing/" + conversation + "/" + shopper.id(), 1);
    nudge("typing/" + conversation + "/" + agentId(), 1);

    var seenByAgent = agent.socket().await("typing").path("sender");
    assertThat(seenByAgent.path("id").asString()).isEqualTo(shopper.id());
    assertThat(seenByAgent.path("role").asString()).isEqualTo("shopper");
    var seenByShopper = shopper.socket().await("typing").path("sender");
    assertThat(seenByShopper.path("id").asString()).isEqualTo(agentId());
    assertThat(seenByShopper.path("name").asString()).isNotEmpty();
  }

  @Test
  void whoDoesNotTalkInAConversationIsNotShownTyping() throws Exception {
    nudge("typing/" + conversation + "/usr_somebody", 1);
    nudge("typing/cnv_unknown/" + shopper.id(), 1);
    nudge("typing/" + conversation + "/" + shopper.id(), 1);

    agent.socket().await("typing");
    assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("typing"));
  }

  @Test
  void marksAreTold() throws Exception {
    nudge("read/" + conversation + "/" + agentId(), 1);
    nudge("delivered/" + conversation + "/STAFF", 1);

    assertThat(shopper.socket().await("read").path("seq").asLong()).isEqualTo(1);
    assertThat(shopper.socket().await("delivered").path("seq").asLong()).isEqualTo(1);
  }

  @Test
  void aMarkThatComesLateIsNotTold() throws Exception {
    agent.socket().say(conversation, "在的");
    var mark = "read/" + conversation + "/" + shopper.id();

    nudge(mark, 3);
    nudge(mark, 2);
    nudge(mark, 4);

    assertThat(agent.socket().await("read").path("seq").asLong()).isEqualTo(3);
    assertThat(agent.socket().await("read").path("seq").asLong()).isEqualTo(4);
  }

  @Test
  void whateverIsNudgedNothingIsSentBeforeTheWelcome() throws Exception {
    agent.socket().say(conversation, "在的");
    agent.socket().awaitText("在的");
    var going = new AtomicBoolean(true);
    var nudges =
        Thread.ofPlatform()
            .start(() -> {
              while (going.get()) {
                nudge("conversation/" + conversation, 3);
              }
            });
    try {
      for (var i = 0; i < 20; i++) {
        var back = Socket.staff(server.http(), agent.rest().ticket(), agent.socket().cursors());
        back.await("welcome");
        back.ask(Map.of("type", "sync", "id", "s", "conversation", conversation, "after", 3));

        assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
        back.cut();
      }
    } finally {
      going.set(false);
      nudges.join();
    }
  }

  @Test
  void aSignInThatHasEndedEndsItsSocketsAndNoOthers() throws Exception {
    var other = new Cast(server.http()).staff("agent");
    server
        .bean(JdbcClient.class)
        .sql(
            """
            delete from staff_session
            where token_hash = (select token_hash from staff_session order by created_at desc limit 1)
            """)
        .update();

    nudge("sign-ins/all", 1);

    assertThat(other.socket().closeCode()).isEqualTo(4401);
    assertThat(agent.socket().command("presence", null, Map.of("state", "busy")).path("type"))
        .hasToString("\"ok\"");
  }

  @Test
  void aShopperWhoWasBannedElsewhereIsOutHere() throws Exception {
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into shopper_ban (shopper, reason, banned_by, at)
            select :shopper, 'x', min(id), :now from staff
            """)
        .param("shopper", shopper.id())
        .param("now", System.currentTimeMillis())
        .update();

    nudge("sign-ins/all", 1);

    assertThat(shopper.socket().closeCode()).isEqualTo(4403);
  }

  @Test
  void P_31_aNudgeAboutNothingChangesNothing() throws Exception {
    nudge("sign-ins/all", 1);
    nudge("conversation/cnv_unknown", 1);
    nudge("case/cnv_unknown", 1);
    nudge("suggestions/cnv_unknown", 1);
    nudge("read/cnv_unknown/usr_unknown", 1);
    nudge("delivered/" + conversation + "/NOBODY", 1);

    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");
  }

  @Test
  void aCaseThatWasDecidedElsewhereLeavesTheLine() throws Exception {
    insertCase();
    nudge("case/" + conversation, 1);
    agent.socket().awaitLine(conversation, NeighbourRulesTest::hasCase, "the case is shown");

    server.bean(JdbcClient.class).sql("update claim_case set status = 'rejected'").update();
    nudge("case/" + conversation, 2);

    agent.socket().awaitLine(conversation, line -> !hasCase(line), "the case is gone");
  }

  private void insertCase() {
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into claim_case (id, version, conversation, shopper, kind, reason, claim_fen,
              proposal_fen, status, needs, evidence, requested_by, requested_by_name, opened_at, due_at)
            values ('cas_elsewhere', 1, :conversation, :shopper, 'compensation', 'late', 1, 1,
              'pending', 'supervisor', '[]', 'usr_elsewhere', '别处', 1, 2)
            """)
        .param("conversation", conversation)
        .param("shopper", shopper.id())
        .update();
  }

  private static boolean hasCase(@Nullable JsonNode line) {
    return line != null && line.hasNonNull("case");
  }
}
