package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A conversation goes to another group and comes back to who had it before.
class RegainRulesTest {

  private TestServer server;
  private Cast.Member agent;
  private Cast.Member supervisor;
  private String conversation;

  @BeforeEach
  void anAgentLosesAConversation() throws Exception {
    server = TestServer.impatient();
    var cast = new Cast(server.http());
    agent = cast.staff("agent");
    supervisor = cast.staff("supervisor");
    var shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    agent.socket().command("take", conversation, Map.of());
    agent.socket().say(conversation, "在的");
    agent.socket().awaitText("在的");
    agent.socket().command("transfer", conversation, Map.of("to_group", "after_sale"));
    supervisor.socket().command("take_over", conversation, Map.of());
  }

  private void giveBack() throws Exception {
    var id = agent.rest().get("/api/v1/session").body().path("staff").path("id").asString();
    supervisor.socket().say(conversation, "交给您了");
    supervisor.socket().command("transfer", conversation, Map.of("to_staff", id));
  }

  @Test
  void whoGetsItBackIsSentOnlyWhatTheyMissed() throws Exception {
    giveBack();
    agent.socket().awaitText("交给您了");

    assertThat(agent.socket().rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  @Test
  void soIsWhoConnectedAndNamedItMeanwhile() throws Exception {
    var back = Socket.staff(server.http(), agent.rest().ticket(), agent.socket().cursors());
    back.await("welcome");

    giveBack();
    back.awaitText("交给您了");

    assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }
}
