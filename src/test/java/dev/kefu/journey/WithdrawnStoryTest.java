package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Words that leave the log: one message that was recalled, and everything of a shopper who wishes
/// to be forgotten.
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WithdrawnStoryTest {

  private TestServer server;
  private Cast cast;
  private Cast.Member agent;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeEach
  void twoTalk() throws Exception {
    server = TestServer.shared();
    cast = new Cast(server.http());
    agent = cast.staff("agent");
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "我叫李小雨");
    agent.socket().command("take", conversation, Map.of());
    agent.socket().command("note", conversation, Map.of("text", "小雨是老客"));
  }

  @AfterEach
  void theConversationEnds() throws Exception {
    agent.socket().command("close", conversation, Map.of());
  }

  @Test
  void whyAnAgentHasClosedItIsReadByStaffAlone() throws Exception {
    agent.socket().command("close", conversation, Map.of("reason", "买家无理取闹"));

    var told = shopper.socket().awaitEvent("close");

    assertThat(told.path("body").toString()).isEqualTo("{\"reason\":\"done\"}");
    assertThat(agent.socket().awaitEvent("close").path("body").path("reason").asString())
        .isEqualTo("买家无理取闹");
  }

  @Test
  void anAgentTakesBackAReplyAndNoDeviceGetsItAnyMore() throws Exception {
    var said = agent.socket().say(conversation, "您的同事王芳的订单明天到");
    shopper.socket().awaitText("您的同事王芳的订单明天到");

    var recalled =
        agent.socket().command("recall", conversation, Map.of("seq", said.path("seq").asLong()));
    var told = shopper.socket().await(f -> f.path("kind").asString().equals("recall"));
    var late = Socket.shopper(server.http(), shopper.token(), Map.of());
    var again = late.await(f -> f.path("kind").asString().equals("recall"));

    assertThat(recalled.path("type").asString()).isEqualTo("ok");
    // One less than the agent's number: of the note a shopper learns nothing.
    assertThat(told.path("body").toString())
        .isEqualTo("{\"seq\":%d}".formatted(said.path("seq").asLong() - 1));
    assertThat(again).isEqualTo(told);
    assertThat(late.rest().toString()).doesNotContain("王芳");
    assertThat(events().toString()).doesNotContain("王芳").contains("\"kind\":\"withdrawn\"");
  }

  @Test
  void aShopperTakesBackWhatTheySaid() throws Exception {
    var said = shopper.socket().say(conversation, "我的卡号是6222000011112222");
    agent.socket().awaitText("我的卡号是6222000011112222");

    var recalled =
        shopper.socket().command("recall", conversation, Map.of("seq", said.path("seq").asLong()));
    var told = agent.socket().await(f -> f.path("kind").asString().equals("recall"));

    assertThat(recalled.path("type").asString()).isEqualTo("ok");
    assertThat(told.path("body").path("seq").asLong()).isEqualTo(said.path("seq").asLong() + 1);
    assertThat(events().toString()).doesNotContain("6222000011112222");
  }

  @Test
  void aRecallWithoutAMessageIsRefused() throws Exception {
    var none = agent.socket().command("recall", conversation, Map.of());
    var never = agent.socket().command("recall", conversation, Map.of("seq", 999));

    assertThat(none.path("code").asString()).isEqualTo("bad_request");
    assertThat(never.path("code").asString()).isEqualTo("not_found");
  }

  @Test
  void nobodySendsWhatStandsInThePlaceOfWords() throws Exception {
    var answer =
        shopper
            .socket()
            .say(
                conversation,
                "00000000-0000-4000-8000-00000000beef",
                Map.of("kind", "withdrawn", "why", "recalled"));

    assertThat(answer.path("code").asString()).isEqualTo("bad_request");
  }

  @Test
  void P_50_whoWishesToBeForgottenIsOutAtOnceAndTheirOtherDeviceWhenItComesBack() throws Exception {
    agent.socket().say(conversation, "小雨您好，请讲");
    var admin = Rest.signedIn(server.http(), "admin");

    var erased = admin.post(erasure(), Map.of("reason", "买家来信要求"));

    assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
    assertThat(erased.body().path("conversations").asLong()).isEqualTo(1);
    assertThat(shopper.socket().closeCode()).isEqualTo(4410);
    var late = Socket.shopper(server.http(), shopper.token(), Map.of(conversation, 1L));
    assertThat(late.closeCode()).isEqualTo(4410);
  }

  @Test
  void F_22_ofWhoWasForgottenTheLogKeepsItsNumbersAndNothingElse() throws Exception {
    agent.socket().say(conversation, "小雨您好，请讲");
    var before = events();
    var admin = Rest.signedIn(server.http(), "admin");

    admin.post(erasure(), Map.of("reason", "买家来信要求"));
    agent.socket().await(f -> f.path("body").path("all").asBoolean(false));

    var after = events();
    assertThat(after.toString()).doesNotContain("小雨");
    for (var i = 0; i < before.size(); i++) {
      assertThat(after.get(i).path("seq")).isEqualTo(before.get(i).path("seq"));
      assertThat(after.get(i).path("at")).isEqualTo(before.get(i).path("at"));
    }
    var view = agent.rest().get("/api/v1/conversations/" + conversation).body();
    assertThat(view.path("status").asString()).isEqualTo("closed");
    assertThat(view.path("shopper").path("name").asString()).isEqualTo("已注销");
    assertThat(view.path("last").path("text").asString("")).isEmpty();
  }

  @Test
  void aBuyerWhoWasForgottenComesAgainAsSomebodyNew() throws Exception {
    var buyer = cast.buyer("wang_0123");
    var earlier = Cast.open(buyer, "pre_sale", null);
    buyer.socket().say(earlier, "上次买的还在吗");

    var erased =
        Rest.signedIn(server.http(), "admin")
            .post("/api/v1/shoppers/" + buyer.id() + "/erasure", Map.of("reason", "本人要求"));
    var again = cast.buyer("wang_0123");

    assertThat(erased.status()).isEqualTo(200);
    assertThat(again.id()).isNotEqualTo(buyer.id());
    assertThat(Cast.open(again, "pre_sale", null)).isNotEqualTo(earlier);
  }

  @Test
  void whileACaseWaitsNothingIsErased() throws Exception {
    var opened =
        agent
            .socket()
            .command(
                "escalate",
                conversation,
                Map.of("kind", "question", "reason", "能不能打折", "note", "小雨问"));
    var admin = Rest.signedIn(server.http(), "admin");

    var refused = admin.post(erasure(), Map.of("reason", "买家来信要求"));

    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(events().toString()).contains("李小雨");
    supervisorAgrees(opened.path("case").asString());
    assertThat(admin.post(erasure(), Map.of("reason", "买家来信要求")).status()).isEqualTo(200);
  }

  /// To a question: nothing is paid, and nothing is under way any more.
  private void supervisorAgrees(String id) throws Exception {
    var decided =
        cast.staff("supervisor")
            .socket()
            .command(
                "decide", conversation, Map.of("case", id, "version", 1, "outcome", "approve"));
    assertThat(decided.path("type").asString()).as(decided.toString()).isEqualTo("ok");
  }

  @Test
  void onlyAdministratorsErase() throws Exception {
    var supervisor = Rest.signedIn(server.http(), "supervisor");
    var admin = Rest.signedIn(server.http(), "admin");

    assertThat(supervisor.post(erasure(), Map.of("reason", "x")).status()).isEqualTo(403);
    assertThat(admin.post(erasure(), Map.of("reason", " ")).status()).isEqualTo(422);
    assertThat(admin.post("/api/v1/shoppers/shp_nobody/erasure", Map.of("reason", "x")).status())
        .isEqualTo(404);
  }

  private String erasure() {
    return "/api/v1/shoppers/" + shopper.id() + "/erasure";
  }

  private JsonNode events() throws Exception {
    return Rest.signedIn(server.http(), "supervisor")
        .get("/api/v1/conversations/" + conversation + "/events?limit=100")
        .body()
        .path("data");
  }
}
