package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What an agent says of a card comes to its editor, ends with the next version or a reason, and
/// comes back to the agent.
class FeedbackWindowTest {

  private static final String PLAYBOOK = "pb_zz_said_window";
  private static final String ASKED = "粗陶水壶可以放在明火上烧吗";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aWrongCardIsMendedWithTheAgentsWords() throws Exception {
    var rest = Rest.signedIn(stage.http(), "editor");
    var talk = new AnswerTalk(new Cast(stage.http()), rest);
    var article =
        talk.publish(
            Map.of("question", ASKED, "answer", "亲，可以的。", "category", "使用", "owner", "小周"));
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say(ASKED);
    agent.takeNext();
    assertThat(agent.at("card-1")).containsText("亲，可以的");

    agent.press("Alt+0");
    assertThat(agent.at("judging").locator("button").first()).isFocused();
    agent.picture("60-console-judging");
    agent.press("Shift+Digit5");
    assertThat(agent.at("wording")).isFocused();
    assertThat(agent.at("wording")).hasValue("亲，可以的。");
    agent.type("亲，粗陶水壶不能直接上明火，请隔水加热。");
    agent.picture("61-console-wording");
    agent.press("Enter");
    assertThat(agent.at("toasts")).containsText("已告诉知识编辑");
    assertThat(agent.at("composer")).isFocused();
    agent.answer("亲，不能上明火哦，隔水加热就好。");

    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    assertThat(editor.at("filter-feedback")).containsText("有反馈");
    editor.enter("filter-feedback");
    var row =
        editor.at("article").and(editor.window().page().locator("[data-article=" + article + "]"));
    assertThat(row).containsText("反馈 1");
    assertThat(row).containsText("小周");
    editor.picture("62-editor-with-feedback");
    row.locator(".inbox-open").press("Enter");
    assertThat(editor.at("feedback")).hasCount(1);
    assertThat(editor.at("feedback")).containsText("事实错");
    assertThat(editor.at("feedback-card")).containsText(ASKED);
    assertThat(editor.at("feedback-wording")).hasText("亲，粗陶水壶不能直接上明火，请隔水加热。");
    editor.picture("63-editor-feedback");

    editor.enter("feedback-take");
    assertThat(editor.at("article-answer")).hasValue("亲，粗陶水壶不能直接上明火，请隔水加热。");
    assertThat(editor.at("feedback")).hasAttribute("data-status", "taken");
    assertThat(editor.at("article-answer")).isFocused();
    editor.picture("64-editor-taken-over");
    editor.enter("publish-article");
    assertThat(row).containsText("v4");
    assertThat(row).hasAttribute("data-feedback", "0");
    assertThat(editor.at("feedback")).hasCount(0);
    editor.enter("feedback-all");
    assertThat(editor.at("feedback")).hasAttribute("data-status", "published");
    assertThat(editor.at("feedback")).containsText("v4");
    editor.picture("65-editor-settled");

    assertThat(agent.at("answered-count")).isHidden();
    agent.window().page().reload();
    assertThat(agent.at("answered-count")).containsText("1");
    assertThat(agent.at("composer")).isVisible();
    agent.picture("68-console-answered");
    agent.enter("nav-feedback");
    var mine = agent.at("own-feedback").first();
    assertThat(mine).containsText(ASKED);
    assertThat(mine).containsText("已改好，发布为 v4");
    assertThat(mine.locator("[data-test=own-feedback-new]")).isVisible();
    assertThat(agent.at("answered-count")).isHidden();
    agent.picture("69-console-own-feedback");
    agent.window().page().reload();
    assertThat(mine).hasAttribute("data-unseen", "false");

    // Counted once the round has been looked through.
    await().until(() -> mostShown(rest).path("shown").asInt() > 0);
    editor.enter("filter-feedback");
    editor.at("filter-sort").selectOption("shown");
    assertThat(editor.at("use").first()).containsText(Pattern.compile("30天推荐 \\d+ · 采纳 \\d+%"));
    editor.picture("66-editor-most-shown");
    editor.enter("filter-unused");
    assertThat(editor.at("use").first()).containsText("30天未推荐");
    editor.at("filter-category").selectOption("材质");
    assertThat(editor.at("article").first()).containsText("材质");
    editor.picture("67-editor-unused");
    talk.retire(article);
  }

  @Test
  void aReportThatIsNotTakenComesBackWithItsReason() throws Exception {
    var rest = Rest.signedIn(stage.http(), "editor");
    var cast = new Cast(stage.http());
    var talk = new AnswerTalk(cast, rest);
    var asked = "漆器筷子能不能进洗碗机";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，建议手洗。"));
    var member = cast.staff("agent");
    judge(member, talk.card(member, talk.ask(member, asked), article), "tone", null);
    var agent = stage.staff("agent", "/console/feedback?lang=en");
    assertThat(agent.at("own-feedback").first()).containsText("No editor has dealt with it yet");
    close(rest, article, 0, "语气按店铺规范");

    agent.window().page().reload();
    var mine = agent.at("own-feedback").first();
    assertThat(mine).hasAttribute("data-status", "closed");
    assertThat(mine).containsText("Left as it is: 语气按店铺规范");
    assertThat(mine.locator("[data-test=own-feedback-new]")).isVisible();
    agent.picture("69-console-own-feedback-en");
    talk.retire(article);
    member.socket().cut();
  }

  @Test
  void whatChangesWhileOneReadsIsShownWhereItStandsAndOpenedPagesStay() throws Exception {
    var rest = Rest.signedIn(stage.http(), "editor");
    var cast = new Cast(stage.http());
    var talk = new AnswerTalk(cast, rest);
    var asked = "竹席发霉了怎么洗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，晒晒就好。"));
    var member = cast.staff("agent");
    for (var verdict : List.of("outdated", "tone", "wrong_fact")) {
      judge(member, talk.card(member, talk.ask(member, asked), article), verdict, null);
    }
    var agent = stage.staff("agent");
    var page = agent.window().page();
    page.route(
        Pattern.compile("/staff/me/feedback\\?"),
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(route.request().url().replaceAll("limit=\\d+", "limit=1"))));
    agent.enter("nav-feedback");
    agent.enter("own-feedback-more");
    assertThat(agent.at("own-feedback")).hasCount(2);
    agent.enter("own-feedback-more");
    assertThat(agent.at("own-feedback")).hasCount(3);
    var last = agent.at("own-feedback").nth(2);
    assertThat(last).containsText("过时");
    var place = last.boundingBox().y;

    close(rest, article, 2, "晒过再用没有问题");
    page.evaluate(
        "import('/assets/console/assist/answered.js').then(({ answered }) => answered.load())");

    assertThat(last).hasAttribute("data-status", "closed");
    assertThat(last).containsText("没有改：晒过再用没有问题");
    assertThat(agent.at("own-feedback")).hasCount(3);
    assertThat(last.boundingBox().y).isEqualTo(place);
    agent.picture("69-console-own-feedback-in-place");
    talk.retire(article);
    member.socket().cut();
  }

  @Test
  void colleaguesReportAPlaybooksCardAndItsEditorSavesTheirWords() throws Exception {
    var rest = Rest.signedIn(stage.http(), "editor");
    var cast = new Cast(stage.http());
    var talk = new AnswerTalk(cast, rest);
    var playbook =
        Map.of(
            "id", PLAYBOOK,
            "title", "漆器磕碰",
            "triggers", List.of("漆器磕碰"),
            "soothe", "亲，别急。",
            "verify", List.of("看照片"),
            "offer", List.of("补寄"),
            "next", List.of("发单号"));
    rest.post("/api/v1/playbooks", playbook);
    var member = cast.staff("agent3");
    var supervisor = cast.staff("supervisor");
    var card = talk.card(member, talk.afterSale(member, "收到就漆器磕碰了"), PLAYBOOK);
    judge(member, card, "tone", "亲，实在抱歉，我马上为您处理。");
    judge(supervisor, card, "off_topic", null);

    var editor = stage.staff("editor", "/console/knowledge");
    editor.enter("filter-feedback");
    var link = editor.at("playbook-feedback").locator("a");
    assertThat(link).hasText("预案 · 漆器磕碰");
    editor.picture("67-editor-playbook-feedback");
    link.press("Enter");
    assertThat(editor.at("feedback")).hasCount(2);
    assertThat(editor.at("feedback-card")).containsText("2 位同事反馈了这一条推荐");
    var row = editor.window().page().locator("[data-playbook=" + PLAYBOOK + "]");
    assertThat(row).containsText("反馈 2");
    editor.picture("67-editor-playbook");
    var worded = editor.at("feedback").nth(1);
    worded.locator("[data-test=feedback-take]").press("Enter");
    assertThat(editor.at("playbook-soothe")).hasValue("亲，实在抱歉，我马上为您处理。");
    assertThat(editor.at("playbook-soothe")).isFocused();
    assertThat(worded).hasAttribute("data-status", "taken");

    editor.press("Control+Enter");
    assertThat(editor.at("feedback")).hasCount(1);
    editor.enter("feedback-close");
    editor.write("feedback-why", "就是这一条的话术");
    editor.press("Enter");
    assertThat(editor.at("feedback")).hasCount(0);
    assertThat(row).not().containsText("反馈");
    editor.enter("feedback-all");
    assertThat(editor.at("feedback")).hasCount(2);
    editor.picture("67-editor-playbook-settled");
    editor.enter("playbook-retire");
    editor.enter("playbook-retire-confirm");
    assertThat(row).hasCount(0);
    member.socket().cut();
    supervisor.socket().cut();
  }

  private static void judge(Cast.Member by, JsonNode card, String verdict, @Nullable String wording)
      throws Exception {
    var said = new HashMap<String, Object>();
    said.put("suggestion", card.get("id").asString());
    said.put("verdict", verdict);
    if (wording != null) {
      said.put("wording", wording);
    }
    by.socket().command("feedback", null, said);
  }

  private static void close(Rest rest, String source, int which, String why) throws Exception {
    var path = "/api/v1/knowledge/articles/" + source + "/feedback";
    var id = rest.get(path).body().path("data").get(which).path("id").asString();
    rest.post(path + "/" + id + "/close", Map.of("why", why));
  }

  private static JsonNode mostShown(Rest rest) throws Exception {
    var listed = rest.get("/api/v1/knowledge/articles?sort=shown&limit=1").body();
    return listed.path("data").get(0).path("use");
  }
}
