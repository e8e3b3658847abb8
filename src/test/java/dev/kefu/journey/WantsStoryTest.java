package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a shopper wants is understood before anybody has opened the conversation.
class WantsStoryTest {

  private Cast cast;
  private Cast.Member agent;
  private Cast.Member supervisor;
  private Cast.Visit shopper;

  @BeforeEach
  void peopleComeIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    supervisor = cast.staff("supervisor");
    shopper = cast.stranger();
  }

  @Test
  void whoComplainsInTheQueueIsSeenByAllWhoMightHelpUntilSomebodyAnswers() throws Exception {
    var conversation = Cast.open(shopper, "pre_sale", Map.of());
    shopper.socket().say(conversation, "你们什么态度，我要投诉");

    var line = agent.socket().await(f -> wants(f, conversation).equals("complaint"));
    supervisor.socket().await(f -> wants(f, conversation).equals("complaint"));

    assertThat(line.path("row").path("wants").path("upset").asBoolean()).isTrue();
    agent.socket().command("take", conversation, Map.of());
    agent.socket().say(conversation, "非常抱歉，我马上看");
    agent.socket().await(f -> isRow(f, conversation) && answered(f));
  }

  @Test
  void whoAsksForAPersonIsToldThatOneIsThere() throws Exception {
    var conversation = Cast.open(shopper, "pre_sale", Map.of());
    shopper.socket().say(conversation, "别机器回复了，转人工");

    agent.socket().await(f -> wants(f, conversation).equals("human"));
    agent.socket().command("take", conversation, Map.of());
    var set = agent.socket().await(f -> isSetOf(f, conversation));

    assertThat(set.path("wants").path("intent").asString()).isEqualTo("human");
    assertThat(set.path("cards").valueStream().map(c -> c.path("article").path("id").asString()))
        .contains("pb_human");
  }

  @Test
  void aQuestionHurriesNobody() throws Exception {
    var conversation = Cast.open(shopper, "pre_sale", Map.of("sku", "DRS-A-BK-M"));
    shopper.socket().say(conversation, "这件有货吗");

    agent.socket().command("take", conversation, Map.of());
    var set = agent.socket().await(f -> isSetOf(f, conversation));

    assertThat(set.path("wants").path("intent").asString()).isEqualTo("stock");
    assertThat(set.path("wants").path("upset").asBoolean()).isFalse();
  }

  @Test
  void aClaimIsReadOutOfWhatWasSaid() throws Exception {
    var conversation = Cast.open(shopper, "after_sale", Map.of());
    shopper.socket().say(conversation, "收到的碗缺了个角");
    shopper.socket().say(conversation, "赔我三十块吧");
    shopper.socket().say(conversation, "快点");

    var guess = guess(supervisor, conversation);

    assertThat(guess.path("kind").asString()).isEqualTo("compensation");
    assertThat(guess.path("reason").asString()).isEqualTo("damaged");
    assertThat(guess.path("playbook").asString()).isEqualTo("pb_damaged");
    assertThat(guess.path("claim_fen").asLong()).isEqualTo(3_000);
  }

  @Test
  void aComplaintAndAWishForLessAreToldFromAClaim() throws Exception {
    var complains = Cast.open(shopper, "after_sale", Map.of());
    shopper.socket().say(complains, "我要投诉你们客服");
    var bargainer = cast.stranger();
    var bargains = Cast.open(bargainer, "pre_sale", Map.of());
    bargainer.socket().say(bargains, "能再便宜点吗，打个九折");

    assertThat(guess(supervisor, complains).path("kind").asString()).isEqualTo("complaint");
    assertThat(guess(supervisor, bargains).path("kind").asString()).isEqualTo("discount");
  }

  @Test
  void whoMayNotReadAConversationGuessesNothing() throws Exception {
    var conversation = Cast.open(shopper, "after_sale", Map.of());

    assertThat(agent.rest().get(path(conversation)).status()).isEqualTo(404);
    assertThat(supervisor.rest().get(path("cnv_nothing")).status()).isEqualTo(404);
    assertThat(new Rest(cast.http()).get(path(conversation)).status()).isEqualTo(401);
  }

  private static JsonNode guess(Cast.Member asking, String conversation) throws Exception {
    var answer = asking.rest().get(path(conversation));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private static String path(String conversation) {
    return "/api/v1/conversations/" + conversation + "/claim-guess";
  }

  private static String wants(JsonNode frame, String conversation) {
    return isRow(frame, conversation)
        ? frame.path("row").path("wants").path("intent").asString("")
        : "";
  }

  private static boolean answered(JsonNode frame) {
    return !frame.path("row").has("waiting_since") && !frame.path("row").has("wants");
  }

  private static boolean isRow(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("inbox")
        && frame.path("row").path("conversation").asString().equals(conversation);
  }

  private static boolean isSetOf(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("suggestions")
        && frame.path("conversation").asString().equals(conversation)
        && frame.path("wants").has("intent");
  }
}
