package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Before the purchase: a question, a suggestion with live facts, an answer.
class PreSaleStoryTest {

  private static final String DRESS = "DRS-A-BK-M";

  private Cast cast;
  private Cast.Member agent;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeEach
  void aShopperAsksAndAnAgentTakesTheConversation() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    setStock(12);
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", Map.of("sku", DRESS));
    shopper.socket().say(conversation, "这件黑色M码有货吗？");
    agent.socket().await(f -> isRowOf(f, conversation));
    var taken = agent.socket().command("take", conversation, Map.of());
    assertThat(taken.get("type").asString()).isEqualTo("ok");
  }

  @Test
  void theSuggestedReplyHoldsTheLiveStockAndIsSentAsItIs() throws Exception {
    var card = awaitCardWithStock("12");

    var sent = answerWith(card);
    var seen = shopper.socket().awaitText(card.get("text").asString());

    assertThat(sent.get("type").asString()).isEqualTo("ok");
    assertThat(seen.path("sender").path("role").asString()).isEqualTo("agent");
    assertThat(seen.path("body").path("text").asString()).contains("12");
  }

  @Test
  void aStockThatChangesBeforeSendingStopsTheReply() throws Exception {
    var card = awaitCardWithStock("12");
    setStock(3);

    var stopped = answerWith(card);

    assertThat(stopped.path("code").asString()).isEqualTo("fact_changed");
    assertThat(stopped.path("changed").get(0).path("old").asString()).isEqualTo("12");
    assertThat(stopped.path("changed").get(0).path("new").asString()).isEqualTo("3");
    assertThat(shopper.socket().rest()).noneMatch(f -> isMessageOf(f, "agent"));
  }

  @Test
  void anUncheckedPromiseOfMoneyDoesNotGoOut() throws Exception {
    var stopped = agent.socket().say(conversation, "亲，我给您补偿50元");

    assertThat(stopped.path("code").asString()).isEqualTo("needs_approval");
    assertThat(stopped.path("case").path("proposal_fen").asLong()).isEqualTo(5_000);
    assertThat(shopper.socket().rest()).noneMatch(f -> isMessageOf(f, "agent"));
  }

  @Test
  void bannedWordsDoNotGoOut() throws Exception {
    var stopped = agent.socket().say(conversation, "亲，加 微 信 聊，便宜");

    assertThat(stopped.path("code").asString()).isEqualTo("promise_blocked");
    assertThat(shopper.socket().rest()).noneMatch(f -> isMessageOf(f, "agent"));
  }

  @Test
  void aWarningIsPassedByANamedReasonThatIsKept() throws Exception {
    var supervisor = Rest.signedIn(TestServer.shared().http(), "supervisor");
    var asked = "/api/v1/stats/overrides?group_by=reason";
    long before = supervisor.get(asked).body().path("totals").path("overrides").asLong();
    var text = "店铺活动七五折，活动页可以看到";

    var warned = agent.socket().say(conversation, text);
    var unnamed = agent.socket().say(conversation, text, "because");
    var sent = agent.socket().say(conversation, text, "on_page");

    assertThat(warned.path("code").asString()).isEqualTo("promise_blocked");
    assertThat(warned.path("overrides").toString()).contains("on_page");
    assertThat(warned.path("findings").get(0).path("kind").asString()).isEqualTo("discount");
    assertThat(unnamed.path("code").asString()).isEqualTo("bad_request");
    assertThat(sent.path("type").asString()).isEqualTo("ok");
    assertThat(shopper.socket().awaitText(text)).isNotNull();
    var totals = supervisor.get(asked).body().path("totals");
    assertThat(totals.path("overrides").asLong()).isEqualTo(before + 1);
    itIsCheckedOnceMore(supervisor, text);
  }

  private static void itIsCheckedOnceMore(Rest supervisor, String text) throws Exception {
    var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    var week =
        "%d-W%02d"
            .formatted(
                today.get(IsoFields.WEEK_BASED_YEAR), today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    var drawn = supervisor.get("/api/v1/samples?week=" + week).body().get("data");
    var item =
        drawn
            .valueStream()
            .filter(each -> each.path("text").asString("").equals(text))
            .findFirst()
            .orElseThrow();
    var path = "/api/v1/samples/" + week + "/" + item.get("id").asString();

    assertThat(supervisor.put(path, Map.of("verdict", "wrong")).status()).isEqualTo(422);
    var judged = supervisor.put(path, Map.of("verdict", "wrong", "note", "活动页没有这个折扣"));

    assertThat(judged.status()).isEqualTo(200);
    assertThat(judged.body().get("wrong").asInt()).isPositive();
    assertThat(supervisor.get("/api/v1/samples?week=2026-W54").status()).isEqualTo(422);
    assertThat(
            supervisor
                .get("/api/v1/stats/overrides")
                .body()
                .path("totals")
                .path("judged_wrong")
                .asLong())
        .isPositive();
  }

  @Test
  void aReplyWrittenBehindAColleaguesBackIsStopped() throws Exception {
    agent.socket().say(conversation, "您好，我帮您看一下");

    var stopped =
        agent
            .socket()
            .ask(
                Map.of(
                    "type",
                    "send",
                    "id",
                    agent.socket().nextId(),
                    "conversation",
                    conversation,
                    "mid",
                    UUID.randomUUID().toString(),
                    "if_seq",
                    0,
                    "body",
                    Map.of("kind", "text", "text", "您好")));

    assertThat(stopped.path("code").asString()).isEqualTo("conversation_moved");
    assertThat(stopped.path("missing").size()).isPositive();
  }

  @Test
  void onlyOneOfTwoAgentsCanTakeAConversation() throws Exception {
    var colleague = cast.staff("agent2");

    var late = colleague.socket().command("take", conversation, Map.of());

    assertThat(late.path("code").asString()).isEqualTo("conflict");
    assertThat(late.path("text").asString()).contains("小林");
  }

  @Test
  void aNoteIsForStaffOnly() throws Exception {
    agent.socket().command("note", conversation, Map.of("text", "老顾客，爱砍价"));
    agent.socket().say(conversation, "您好，稍等");

    agent.socket().awaitEvent("note");
    shopper.socket().awaitText("您好，稍等");

    assertThat(shopper.socket().rest()).noneMatch(f -> f.toString().contains("爱砍价"));
    assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  @Test
  void aTransferredConversationBelongsToTheColleague() throws Exception {
    var colleague = cast.staff("agent2");
    var to = colleague.rest().get("/api/v1/session").body().path("staff").path("id").asString();

    agent.socket().command("transfer", conversation, Map.of("to_staff", to, "note", "问库存"));
    colleague.socket().awaitEvent("transfer");
    var refused = agent.socket().say(conversation, "我再说一句");
    var answered = colleague.socket().say(conversation, "您好，我来为您服务");

    assertThat(refused.path("code").asString()).isEqualTo("forbidden");
    assertThat(answered.path("type").asString()).isEqualTo("ok");
  }

  private JsonNode awaitCardWithStock(String stock) throws InterruptedException {
    var suggestions =
        agent
            .socket()
            .await(f ->
                f.path("type").asString().equals("suggestions")
                    && f.path("conversation").asString().equals(conversation));
    for (var card : suggestions.get("cards")) {
      for (var slot : card.path("slots")) {
        if (slot.path("fact").asString().equals("stock")) {
          assertThat(slot.path("key").asString()).isEqualTo(DRESS);
          assertThat(slot.path("value").asString()).isEqualTo(stock);
          return card;
        }
      }
    }
    throw new AssertionError("no card holds the stock: " + suggestions);
  }

  private JsonNode answerWith(JsonNode card) throws InterruptedException {
    var body = new HashMap<String, Object>();
    body.put("kind", "text");
    body.put("text", card.get("text").asString());
    body.put("slots", card.get("slots"));
    return agent
        .socket()
        .ask(
            Map.of(
                "type",
                "send",
                "id",
                agent.socket().nextId(),
                "conversation",
                conversation,
                "mid",
                UUID.randomUUID().toString(),
                "body",
                body,
                "suggestion",
                card.get("id").asString()));
  }

  private void setStock(int stock) throws Exception {
    var set = agent.rest().put("/api/v1/demo/products/" + DRESS, Map.of("stock", stock));
    assertThat(set.status()).isEqualTo(200);
  }

  private static boolean isRowOf(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("inbox")
        && frame.path("row").path("conversation").asString().equals(conversation);
  }

  static boolean isMessageOf(JsonNode frame, String role) {
    return frame.path("kind").asString().equals("message")
        && frame.path("sender").path("role").asString().equals(role);
  }
}
