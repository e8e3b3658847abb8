package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an agent says of a card reaches whoever writes the article, and what they make of it comes
/// back; so does how often the article is used.
class FeedbackStoryTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final String OWN = "/api/v1/staff/me/feedback";
  private static final String WAITING = "/api/v1/knowledge/feedback/playbooks";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Cast cast;
  private Cast.Member agent;
  private Rest editor;
  private AnswerTalk talk;

  @BeforeEach
  void anAgentAndAnEditorSignIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    editor = Rest.signedIn(cast.http(), "editor");
    talk = new AnswerTalk(cast, editor);
  }

  @Test
  void aProposedWordingIsTakenOverAndSettledByTheNextVersion() throws Exception {
    var asked = "陶土花盆底下要不要垫碎石";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，不用垫的。"));
    var card = talk.card(agent, talk.ask(agent, asked), article);
    assertThat(withFeedback()).doesNotContain(article);

    judge(card, Map.of("verdict", "wrong_fact"));
    judge(card, Map.of("verdict", "wrong_fact", "wording", "亲，要垫一层碎石，不懂可以打19912345678问园艺师。"));

    assertThat(withFeedback()).contains(article);
    assertThat(listed(article).orElseThrow().get("use").get("feedback").asInt()).isEqualTo(1);
    var said = feedback(article, "open").get(0);
    assertThat(said.get("verdict").asString()).isEqualTo("wrong_fact");
    assertThat(said.get("wording").asString()).isEqualTo("亲，要垫一层碎石，不懂可以打***问园艺师。");
    assertThat(said.get("question").asString()).isEqualTo(asked);
    assertThat(said.get("status").asString()).isEqualTo("open");
    assertThat(said.get("article_version").asInt()).isEqualTo(2);
    assertThat(said.get("by").asString()).isEqualTo("小林");
    assertThat(said.has("conversation")).isFalse();

    var taken = editor.post(path(article, said, "take"), Map.of("version", 2));
    assertThat(taken.body().get("status").asString()).as(taken.toString()).isEqualTo("taken");
    assertThat(withFeedback()).contains(article);
    assertThat(editor.get(ARTICLES + "/" + article).body().get("version").asInt()).isEqualTo(2);
    publishAnew(article, asked, "亲，要垫一层碎石。");

    assertThat(withFeedback()).doesNotContain(article);
    assertThat(feedback(article, "open")).isEmpty();
    var settled = feedback(article, "all").get(0);
    assertThat(settled.get("status").asString()).isEqualTo("published");
    assertThat(settled.get("published_version").asInt()).isEqualTo(4);
    assertThat(settled.get("moved_by").asString()).isEqualTo("小周");
    assertThat(editor.post(path(article, said, "take"), Map.of()).status()).isEqualTo(409);
    talk.retire(article);
  }

  @Test
  void whatIsNotTakenOverStaysOpenUntilItIsClosedWithAWord() throws Exception {
    var asked = "琉璃摆件能不能放进鱼缸里";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以放的。"));
    var card = talk.card(agent, talk.ask(agent, asked), article);
    judge(card, Map.of("verdict", "tone", "wording", "亲亲，可以放的呢～"));
    var said = feedback(article, "open").get(0);

    publishAnew(article, asked, "亲，可以放，轻拿轻放。");
    assertThat(feedback(article, "open")).hasSize(1);
    assertThat(editor.post(path(article, said, "close"), Map.of("why", " ")).status())
        .isEqualTo(422);
    var closed = editor.post(path(article, said, "close"), Map.of("why", "语气按店铺规范"));

    assertThat(closed.body().get("status").asString()).isEqualTo("closed");
    assertThat(closed.body().get("why").asString()).isEqualTo("语气按店铺规范");
    assertThat(withFeedback()).doesNotContain(article);
    judge(card, Map.of("verdict", "outdated"));
    assertThat(feedback(article, "open").get(0).get("verdict").asString()).isEqualTo("outdated");
    judge(card, Map.of("verdict", "good"));
    assertThat(feedback(article, "all")).isEmpty();
    talk.retire(article);
  }

  @Test
  void whatColleaguesSayOfOneCardStandsSideBySideAndEachHearsOfTheirOwn() throws Exception {
    var asked = "漆盒能不能放在太阳底下";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以的。"));
    var card = talk.card(agent, talk.ask(agent, asked), article);
    var supervisor = cast.staff("supervisor");
    judge(card, Map.of("verdict", "wrong_fact", "wording", "亲，晒了会裂。"));
    judge(supervisor, card, Map.of("verdict", "tone", "wording", "亲亲，别晒哦。"));

    var said = feedback(article, "open");
    assertThat(each(said, "verdict")).containsExactly("tone", "wrong_fact");
    assertThat(each(said, "wording")).containsExactly("亲亲，别晒哦。", "亲，晒了会裂。");
    assertThat(each(said, "suggestion")).containsOnly(card.get("id").asString());
    assertThat(listed(article).orElseThrow().get("use").get("feedback").asInt()).isEqualTo(2);
    assertThat(own(agent.rest(), card).get("wording").asString()).isEqualTo("亲，晒了会裂。");
    editor.post(path(article, said.get(0), "close"), Map.of("why", "语气按店铺规范"));

    assertThat(own(supervisor.rest(), card).get("status").asString()).isEqualTo("closed");
    assertThat(own(agent.rest(), card).get("status").asString()).isEqualTo("open");
    judge(supervisor, card, Map.of("verdict", "good"));
    assertThat(each(feedback(article, "open"), "verdict")).containsExactly("wrong_fact");
    judge(card, Map.of("verdict", "good"));
    assertThat(feedback(article, "open")).isEmpty();
    assertThat(withFeedback()).doesNotContain(article);
    supervisor.socket().cut();
    talk.retire(article);
  }

  @Test
  void whatIsSaidOfAPlaybooksCardReachesItsEditorsAndIsSettledBySavingIt() throws Exception {
    var playbook =
        new HashMap<String, Object>(
            Map.of(
                "id", "pb_zz_said",
                "title", "木雕受潮",
                "triggers", List.of("木雕受潮"),
                "soothe", "亲，别急。",
                "verify", List.of("看照片"),
                "offer", List.of("补寄"),
                "next", List.of("发单号")));
    var added = editor.post("/api/v1/playbooks", playbook);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    var after = cast.staff("agent3");
    var card = talk.card(after, talk.afterSale(after, "我的木雕受潮了"), "pb_zz_said");
    judge(after, card, Map.of("verdict", "tone", "wording", "亲，实在抱歉，我马上处理。"));

    var waiting = editor.get(WAITING).body().get("data");
    assertThat(each(waiting, "playbook")).containsExactly("pb_zz_said");
    assertThat(each(waiting, "title")).containsExactly("木雕受潮");
    assertThat(waiting.get(0).get("feedback").asInt()).isEqualTo(1);
    assertThat(after.rest().get(WAITING).status()).isEqualTo(403);
    assertThat(own(after.rest(), card).get("title").asString()).isEqualTo("木雕受潮");
    var said = feedback("pb_zz_said", "open").get(0);
    assertThat(said.get("wording").asString()).isEqualTo("亲，实在抱歉，我马上处理。");
    var tag = added.raw().headers().firstValue("ETag").orElseThrow();
    var version = Long.parseLong(tag.replaceAll("\\D", ""));
    editor.post(path("pb_zz_said", said, "take"), Map.of("version", version));
    assertThat(own(after.rest(), card).get("status").asString()).isEqualTo("taken");

    playbook.put("soothe", "亲，实在抱歉，我马上处理。");
    var saved = editor.put("/api/v1/playbooks/pb_zz_said", playbook, "If-Match", tag);

    assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
    var mended = own(after.rest(), card);
    assertThat(mended.get("status").asString()).isEqualTo("published");
    assertThat(mended.get("published_version").asLong()).isGreaterThan(version);
    assertThat(mended.get("unseen").asBoolean()).isTrue();
    assertThat(editor.get(WAITING).body().get("data")).isEmpty();
    see(after.rest(), mended);
    after.socket().cut();
    editor.delete(
        "/api/v1/playbooks/pb_zz_said",
        "If-Match",
        saved.raw().headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void anOlderDraftThatGoesOutSettlesNothing() throws Exception {
    var asked = "搪瓷缸子掉了漆还能用吗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以用的。"));
    judge(
        talk.card(agent, talk.ask(agent, asked), article),
        Map.of("verdict", "wrong_fact", "wording", "亲，掉漆的地方会生锈，建议换新。"));
    var said = feedback(article, "open").get(0);
    var draft = Map.of("question", asked, "answer", "亲，可以放心用的。");
    assertThat(editor.put(ARTICLES + "/" + article, draft, "If-Match", "\"2\"").status())
        .isEqualTo(200);
    editor.post(path(article, said, "take"), Map.of("version", 3));

    var published =
        editor.post(ARTICLES + "/" + article + "/publish", Map.of(), "If-Match", "\"3\"");

    assertThat(published.status()).isEqualTo(200);
    assertThat(feedback(article, "open").get(0).get("status").asString()).isEqualTo("taken");
    talk.retire(article);
  }

  @Test
  void feedbackIsForThoseWhoWriteAndSuperviseAndWhoWroteItIsHeldToItsLength() throws Exception {
    var asked = "铜铃铛生锈了用醋擦行吗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以用白醋。"));
    var conversation = talk.ask(agent, asked);
    var card = talk.card(agent, conversation, article);
    var tooLong =
        agent
            .socket()
            .command(
                "feedback",
                null,
                Map.of(
                    "suggestion",
                    card.get("id").asString(),
                    "verdict",
                    "tone",
                    "wording",
                    "长".repeat(1_001)));
    assertThat(tooLong.path("code").asString()).as(tooLong.toString()).isEqualTo("bad_request");
    judge(card, Map.of("verdict", "not_compliant"));
    var path = ARTICLES + "/" + article + "/feedback";

    assertThat(agent.rest().get(path).status()).isEqualTo(403);
    var supervisor = Rest.signedIn(cast.http(), "supervisor");
    assertThat(supervisor.get(path).body().get("data").get(0).get("conversation").asString())
        .isEqualTo(conversation);
    assertThat(editor.get(path + "?status=lost").status()).isEqualTo(422);
    assertThat(editor.post(path + "/sug_nothing/take", Map.of()).status()).isEqualTo(404);
    var id = card.get("id").asString();
    assertThat(agent.rest().post(path + "/" + id + "/take", Map.of()).status()).isEqualTo(403);
    var elsewhere = ARTICLES + "/kb_elsewhere/feedback/" + id + "/close";
    assertThat(editor.post(elsewhere, Map.of("why", "不是这条")).status()).isEqualTo(404);
    talk.retire(article);
  }

  @Test
  void whoSaidItHearsThatItWasMendedUntilTheyHaveSeenIt() throws Exception {
    var asked = "紫砂壶新买来怎么开壶";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，用开水烫一烫就好。"));
    var card = talk.card(agent, talk.ask(agent, asked), article);
    judge(card, Map.of("verdict", "wrong_fact", "wording", "亲，要用小火慢慢煮透。"));
    var said = feedback(article, "open").get(0);
    var waiting = own(agent.rest(), card);
    assertThat(waiting.get("status").asString()).isEqualTo("open");
    assertThat(waiting.get("title").asString()).isEqualTo(asked);
    assertThat(waiting.get("wording").asString()).isEqualTo("亲，要用小火慢慢煮透。");
    assertThat(waiting.get("unseen").asBoolean()).isFalse();
    var before = unseen(agent.rest());

    editor.post(path(article, said, "take"), Map.of("version", 2));
    assertThat(own(agent.rest(), card).get("status").asString()).isEqualTo("taken");
    assertThat(unseen(agent.rest())).isEqualTo(before);
    publishAnew(article, asked, "亲，要用小火慢慢煮透。");

    var mended = own(agent.rest(), card);
    assertThat(mended.get("status").asString()).isEqualTo("published");
    assertThat(mended.get("published_version").asInt()).isEqualTo(4);
    assertThat(mended.get("moved_by").asString()).isEqualTo("小周");
    assertThat(mended.get("unseen").asBoolean()).isTrue();
    assertThat(unseen(agent.rest())).isEqualTo(before + 1);
    var supervisor = Rest.signedIn(cast.http(), "supervisor");
    see(supervisor, mended);
    assertThat(supervisor.get(OWN).body().get("data").toString()).doesNotContain(article);
    assertThat(own(agent.rest(), card).get("unseen").asBoolean()).isTrue();
    see(agent.rest(), mended);
    var elsewhere = Rest.signedIn(cast.http(), "agent");
    assertThat(own(elsewhere, card).get("unseen").asBoolean()).isFalse();
    assertThat(unseen(elsewhere)).isEqualTo(before);
    talk.retire(article);
  }

  @Test
  void whatIsNotTakenOverComesBackWithItsReasonAndIsOldOnceItIsSaidAnew() throws Exception {
    var asked = "藤编篮子能不能水洗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以擦洗。"));
    var card = talk.card(agent, talk.ask(agent, asked), article);
    judge(card, Map.of("verdict", "tone"));
    var said = feedback(article, "open").get(0);

    editor.post(path(article, said, "close"), Map.of("why", "已与19912345678的工厂核实"));

    var closed = own(agent.rest(), card);
    assertThat(closed.get("status").asString()).isEqualTo("closed");
    assertThat(closed.get("why").asString()).isEqualTo("已与***的工厂核实");
    assertThat(closed.get("unseen").asBoolean()).isTrue();
    judge(card, Map.of("verdict", "outdated"));
    assertThat(own(agent.rest(), card).get("status").asString()).isEqualTo("open");
    assertThat(own(agent.rest(), card).get("unseen").asBoolean()).isFalse();
    judge(card, Map.of("verdict", "good"));
    assertThat(agent.rest().get(OWN).body().get("data").toString()).doesNotContain(article);
    talk.retire(article);
  }

  @Test
  void whatOneSaidIsReadPageByPage() throws Exception {
    var asked = "柳编筐受潮了怎么办";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，晾干就好。"));
    judge(talk.card(agent, talk.ask(agent, asked), article), Map.of("verdict", "outdated"));
    judge(talk.card(agent, talk.ask(agent, asked), article), Map.of("verdict", "tone"));

    var first = agent.rest().get(OWN + "?limit=1").body();
    var second =
        agent.rest().get(OWN + "?limit=1&cursor=" + first.get("next_cursor").asString()).body();

    assertThat(first.get("data").get(0).get("verdict").asString()).isEqualTo("tone");
    assertThat(second.get("data").get(0).get("verdict").asString()).isEqualTo("outdated");
    assertThat(agent.rest().get(OWN + "?limit=101").status()).isEqualTo(422);
    assertThat(agent.rest().get(OWN + "?cursor=lost").status()).isEqualTo(422);
    assertThat(agent.rest().post(OWN + "/seen", Map.of()).status()).isEqualTo(422);
    assertThat(new Rest(cast.http()).get(OWN).status()).isEqualTo(401);
    talk.retire(article);
  }

  @Test
  void theListSaysHowOftenAnArticleWasShownAndUsed() throws Exception {
    var asked = "竹炭包晒多久能再用";
    var article =
        talk.publish(
            Map.of("question", asked, "answer", "亲，晒两小时。", "owner", "小周", "category", "除味"));
    assertThat(ids("?unused=true&limit=200&category=" + encoded("除味"))).containsExactly(article);
    var first = talk.ask(agent, asked);
    talk.send(agent, first, talk.card(agent, first, article));
    var second = talk.ask(agent, asked);
    judge(talk.card(agent, second, article), Map.of("verdict", "outdated"));
    agent.socket().say(second, "您好，这个要看当地的日照。");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var use = listed(article).orElseThrow().get("use");
          assertThat(use.get("shown").asInt()).as(use.toString()).isGreaterThanOrEqualTo(2);
          assertThat(use.get("used_as_is").asInt()).isEqualTo(1);
          assertThat(use.get("marked_wrong").asInt()).isEqualTo(1);
          assertThat(use.get("used_rate").asDouble())
              .isCloseTo(1.0 / use.get("shown").asInt(), within(0.01));
        });
    assertThat(ids("?unused=true&limit=200&category=" + encoded("除味"))).isEmpty();
    assertThat(ids("?sort=shown&owner=" + encoded("小周") + "&limit=200")).contains(article);
    assertThat(ids("?sort=low_adoption&limit=200")).isNotEmpty();
    assertThat(editor.get(ARTICLES + "?sort=colour").status()).isEqualTo(422);
    var choices = editor.get(ARTICLES + "/choices").body();
    assertThat(choices.get("categories").toString()).contains("除味");
    assertThat(choices.get("owners").toString()).contains("小周");
    assertThat(choices.get("feedback").asInt()).isPositive();
    var report = editor.get("/api/v1/stats/suggestions?group_by=article&limit=100").body();
    var row =
        report
            .get("data")
            .valueStream()
            .filter(each -> each.get("key").asString().equals(article))
            .findFirst()
            .orElseThrow();
    assertThat(row.get("marked_wrong").asInt()).isEqualTo(1);
    talk.retire(article);
  }

  private void judge(JsonNode card, Map<String, String> said) throws Exception {
    judge(agent, card, said);
  }

  private static void judge(Cast.Member by, JsonNode card, Map<String, String> said)
      throws Exception {
    var args = new HashMap<String, Object>(said);
    args.put("suggestion", card.get("id").asString());
    var answer = by.socket().command("feedback", null, args);
    assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
  }

  private static List<String> each(JsonNode all, String field) {
    return all.valueStream().map(one -> one.get(field).asString()).toList();
  }

  private static JsonNode own(Rest rest, JsonNode card) throws Exception {
    return rest.get(OWN + "?limit=100")
        .body()
        .get("data")
        .valueStream()
        .filter(each -> each.get("suggestion").asString().equals(card.get("id").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static long unseen(Rest rest) throws Exception {
    return rest.get(OWN + "/unseen").body().get("count").asLong();
  }

  private static void see(Rest rest, JsonNode said) throws Exception {
    var seen = rest.post(OWN + "/seen", Map.of("ids", List.of(said.get("id").asString())));
    assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
  }

  private void publishAnew(String article, String question, String answer) throws Exception {
    var saved =
        editor.put(
            ARTICLES + "/" + article,
            Map.of("question", question, "answer", answer),
            "If-Match",
            "\"2\"");
    assertThat(saved.status()).as(saved.toString()).isEqualTo(200);
    var published =
        editor.post(ARTICLES + "/" + article + "/publish", Map.of(), "If-Match", "\"3\"");
    assertThat(published.status()).as(published.toString()).isEqualTo(200);
  }

  private static String path(String article, JsonNode said, String step) {
    return ARTICLES + "/" + article + "/feedback/" + said.get("id").asString() + "/" + step;
  }

  private JsonNode feedback(String article, String status) throws Exception {
    return editor.get(ARTICLES + "/" + article + "/feedback?status=" + status).body().get("data");
  }

  private List<String> withFeedback() throws Exception {
    return ids("?feedback=true&limit=200");
  }

  private List<String> ids(String query) throws Exception {
    var listed = editor.get(ARTICLES + query);
    assertThat(listed.status()).as(listed.toString()).isEqualTo(200);
    return listed.body().get("data").valueStream().map(each -> each.get("id").asString()).toList();
  }

  private Optional<JsonNode> listed(String article) throws Exception {
    return editor
        .get(ARTICLES + "?limit=200")
        .body()
        .get("data")
        .valueStream()
        .filter(each -> each.get("id").asString().equals(article))
        .findFirst();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
