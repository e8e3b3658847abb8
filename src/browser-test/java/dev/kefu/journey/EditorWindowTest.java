package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An editor writes and corrects what agents are offered, as it is seen.
class EditorWindowTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final String QUESTION = "竹编收纳篮可以放浴室吗";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void whatIsPublishedIsSuggestedAtOnceAndSoIsItsCorrection() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    editor.press("Alt+n");
    assertThat(editor.at("article-question")).isFocused();
    editor.type(QUESTION);
    editor.write("article-answer", "亲，可以的，通风处晾干就好。");
    editor.picture("40-editor-new");
    editor.enter("publish-article");
    assertThat(editor.at("article").first()).containsText("已发布");

    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say(QUESTION);
    agent.takeNext();

    assertThat(agent.at("card-1")).containsText("通风处晾干就好");
    editor.write("article-answer", "亲，不建议，竹编怕潮。");
    editor.picture("41-editor-corrects");
    editor.enter("publish-article");
    assertThat(editor.at("article").first()).containsText("v4");
    assertThat(agent.at("card-1")).containsText("竹编怕潮");
    agent.picture("42-console-corrected");
  }

  @Test
  void anEditorTriesAQuestionBesideTheArticle() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();

    editor.at("article").first().locator(".inbox-open").focus();
    editor.press("Enter");
    assertThat(editor.at("article-answer")).isVisible();
    assertThat(editor.at("preview-card").first()).isVisible();
    editor.press("Alt+2");
    editor.write("test-queries", "这件有货吗\n哈哈哈哈");
    editor.enter("test-run");

    assertThat(editor.at("test-result").first()).hasAttribute("data-abstain", "false");
    assertThat(editor.at("test-result").last()).hasAttribute("data-abstain", "true");
    editor.picture("43-editor-article");
  }

  @Test
  void anEditorSeesTheCardAsAgentsWillBeforeAnythingIsPublished() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    editor.press("Alt+n");
    editor.write("article-question", "这条裙子的腰带是一起卖的吗");
    editor.write("article-answer", "亲，腰带是送的，这款还有");
    editor.at("insert-variable").first().selectOption("stock");
    editor.type("现货");
    assertThat(editor.at("article-answer")).hasValue("亲，腰带是送的，这款还有{{stock|else:现货}}");

    assertThat(editor.at("preview-place")).containsText("1");
    assertThat(editor.at("preview-card").first()).containsText("现货");
    editor.write("preview-text", "腰带要另外买吗");
    editor.write("preview-sku", "DRS-A-BK-M");

    assertThat(editor.at("preview-card").first().locator(".slot")).isVisible();
    assertThat(editor.at("preview-card").first()).hasAttribute("data-own", "true");
    editor.picture("40-editor-card-preview");
    editor.write("preview-text", "你们几点下班");
    assertThat(editor.at("preview-absent")).isVisible();
  }

  @Test
  void whatIsRiskyIsCheckedHandedInAndPublishedBySomebodyElse() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    editor.press("Alt+n");
    editor.write("article-question", "陶瓷花瓶磕了一个小口能补吗");
    editor.write("article-answer", "亲，可以补，加V：13812345678。");
    editor.at("article-risk").selectOption("high");
    editor.write("article-why", "售后常问");
    assertThat(editor.at("finding").first()).isVisible();
    assertThat(editor.at("near")).hasCount(3);
    editor.picture("44-editor-checks");
    editor.write("article-answer", "亲，请发照片给我们，我们帮您处理。");
    assertThat(editor.at("checks-clean")).isVisible();
    editor.enter("submit-article");
    assertThat(editor.at("article").first()).containsText("审核中");
    editor.press("Alt+2");
    assertThat(editor.at("pin-expects")).hasValue("this");
    editor.write("pin-question", "花瓶磕了一个口子能补吗");
    editor.enter("pin-add");
    assertThat(editor.at("pin").last()).hasAttribute("data-verdict", "better");
    editor.picture("45-editor-pinned");

    var id = String.valueOf(editor.at("article").first().getAttribute("data-article"));
    var supervisor = stage.staff("supervisor", "/console/knowledge#" + id);
    assertThat(supervisor.at("article-answer")).hasValue("亲，请发照片给我们，我们帮您处理。");
    supervisor.enter("publish-article");
    assertThat(supervisor.at("article").first()).containsText("已发布");
    supervisor.press("Alt+3");
    assertThat(supervisor.at("version")).hasCount(3);
    supervisor.at("version").first().locator("[data-test=compare]").press("Enter");
    assertThat(supervisor.at("diff")).isVisible();
    supervisor.picture("46-supervisor-history");
  }

  @Test
  void whoApprovesReadsWhatChangesForShoppersSinceTheLastPublishing() throws Exception {
    var editor = Rest.signedIn(stage.http(), "editor");
    var id = handIn(editor, null, "亲，可以的，放心用。", "any");
    var supervisor = stage.staff("supervisor", "/console/knowledge#" + id);
    assertThat(supervisor.at("review-against")).containsText("从未发布过");
    assertThat(supervisor.at("diff").locator("del")).hasCount(0);
    supervisor.picture("46a-supervisor-review-new");
    supervisor.enter("publish-article");
    assertThat(supervisor.at("review")).hasCount(0);
    assertThat(supervisor.at("article").first()).containsText("已发布");

    save(editor, id, "亲，不可以的。", "any");
    handIn(editor, id, "亲，不建议，明火会炸裂。", "pre_sale");
    supervisor.window().page().reload();
    assertThat(supervisor.at("review-against")).containsText("v3");
    var answer = supervisor.at("diff").locator("[data-field=answer]");
    assertThat(answer.locator("del")).containsText("可以的，放心用");
    assertThat(answer.locator("ins")).containsText("不建议，明火会炸裂");
    assertThat(supervisor.at("diff").locator("[data-field=stage]")).containsText("通用售前");
    supervisor.picture("46b-supervisor-review-changed");

    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
    handIn(editor, id, "亲，请用电磁炉。", "after_sale");
    var english = stage.staff("manager", "/console/knowledge?lang=en#" + id);
    assertThat(english.at("review-against")).containsText("disabled");
    assertThat(english.at("review-against")).containsText("v3");
    english.picture("46c-supervisor-review-retired-en");
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
  }

  @Test
  void whoPublishesDraftsTogetherReadsWhatEachChangesFirst() throws Exception {
    var editor = Rest.signedIn(stage.http(), "editor");
    var first = handIn(editor, null, "亲，可以的，放心用。", "any");
    var publisher = Rest.signedIn(stage.http(), "supervisor");
    publisher.post(ARTICLES + "/" + first + "/publish", Map.of(), "If-Match", "*");
    save(editor, first, "亲，不建议，明火会炸裂。", "any");
    var other = Map.of("question", "琉璃茶壶的盖子能单买吗", "answer", "亲，不能单买。");
    var second = editor.post(ARTICLES, other).body().get("id").asString();

    var supervisor = stage.staff("supervisor", "/console/knowledge");
    supervisor.at("article-status").selectOption("draft");
    supervisor.write("article-search", "琉璃茶壶");
    assertThat(supervisor.at("article")).hasCount(2);
    supervisor.at("pick").nth(0).press("Space");
    supervisor.at("pick").nth(1).press("Space");
    supervisor.enter("release-chosen");
    var changed = supervisor.window().page().locator("details[data-article=" + first + "]");
    assertThat(changed.locator("[data-test=review-against]")).containsText("v3");
    assertThat(changed.locator("del")).containsText("可以的，放心用");
    assertThat(changed.locator("ins")).containsText("不建议，明火会炸裂");
    var fresh = supervisor.window().page().locator("details[data-article=" + second + "]");
    assertThat(fresh.locator("[data-test=review-against]")).containsText("从未发布过");
    supervisor.audit("50f-editor-together");
    supervisor.write("together-note", "明火会炸裂");
    supervisor.enter("together-publish");
    assertThat(supervisor.at("chosen")).hasCount(0);
    assertThat(supervisor.at("article")).hasCount(0);
    for (var id : List.of(first, second)) {
      var status = editor.get(ARTICLES + "/" + id).body().get("status").asString();
      org.assertj.core.api.Assertions.assertThat(status).isEqualTo("published");
      editor.delete(ARTICLES + "/" + id, "If-Match", "*");
    }
  }

  /// @param id null for a new one
  private static String handIn(Rest editor, @Nullable String id, String answer, String stage)
      throws Exception {
    var known =
        id == null ? editor.post(ARTICLES, body(answer, stage)) : save(editor, id, answer, stage);
    var article = known.body().get("id").asString();
    editor.post(ARTICLES + "/" + article + "/submit", Map.of(), "If-Match", "*");
    return article;
  }

  private static Rest.Reply save(Rest editor, String id, String answer, String stage)
      throws Exception {
    return editor.put(ARTICLES + "/" + id, body(answer, stage), "If-Match", "*");
  }

  private static Map<String, Object> body(String answer, String stage) {
    return Map.of("question", "琉璃茶壶能放在明火上烧吗", "answer", answer, "stage", stage, "risk", "high");
  }

  @Test
  void twoWhoWriteAtOnceLoseNothing() throws Exception {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    editor.press("Alt+n");
    editor.write("article-question", "藤编餐垫怎么清洁");
    editor.write("article-answer", "亲，湿布擦。");
    editor.enter("save-article");
    assertThat(editor.at("article").first()).containsText("藤编餐垫");
    var id = String.valueOf(editor.at("article").first().getAttribute("data-article"));
    var other = Rest.signedIn(stage.http(), "admin");
    var saved =
        other.put(
            "/api/v1/knowledge/articles/" + id,
            Map.of("question", "藤编餐垫怎么清洁", "answer", "亲，干布擦。", "category", "保养"),
            "If-Match",
            "\"1\"");
    org.assertj.core.api.Assertions.assertThat(saved.status()).isEqualTo(200);

    editor.window().expectARefusal();
    editor.write("article-answer", "亲，湿布擦，别暴晒。");
    editor.press("Control+s");

    assertThat(editor.at("conflict-field")).hasCount(1);
    assertThat(editor.at("article-category")).hasValue("保养");
    editor.picture("47-editor-conflict");
    editor.enter("keep-mine");
    editor.press("Control+s");
    assertThat(editor.at("article").first()).containsText("v3");
    assertThat(editor.at("article-answer")).hasValue("亲，湿布擦，别暴晒。");

    other.put("/api/v1/knowledge/articles/" + id + "/writers/me", Map.of());
    var faster = Map.of("question", "藤编餐垫怎么清洁", "answer", "亲，湿布擦，别暴晒。", "category", "清洁");
    var fourth = other.put("/api/v1/knowledge/articles/" + id, faster, "If-Match", "\"3\"");
    org.assertj.core.api.Assertions.assertThat(fourth.status()).isEqualTo(200);
    editor.write("article-answer", "亲，湿布擦，晾干再收。");
    editor.at("article").nth(1).locator(".inbox-open").press("Enter");
    assertThat(editor.at("article-answer")).not().hasValue("亲，湿布擦，晾干再收。");
    editor.at("article").first().locator(".inbox-open").press("Enter");
    assertThat(editor.at("conflict")).isVisible();
    assertThat(editor.at("article-answer")).hasValue("亲，湿布擦，晾干再收。");
    assertThat(editor.at("article-category")).hasValue("清洁");
    assertThat(editor.at("also-writing")).containsText("管理员");
    editor.picture("47a-editor-also-writing");
  }

  @Test
  void manyArticlesAreChangedTogetherAndBackAgain() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    editor.at("article-status").selectOption("published");
    // Those that no other story writes.
    editor.write("article-search", "发错");
    assertThat(editor.at("article").first()).containsText("发错");
    editor.at("pick").nth(0).press("Space");
    editor.at("pick").nth(1).press("Space");
    assertThat(editor.at("chosen")).containsText("2");
    assertThat(editor.at("release-chosen")).hasCount(0);
    editor.enter("bulk-open");
    editor.at("bulk-kind").selectOption("add_tags");
    editor.write("bulk-value", "双十一 主推");
    editor.enter("bulk-try");
    assertThat(editor.at("bulk-effect")).containsText("会修改 2 条");
    editor.picture("50a-editor-bulk");
    editor.enter("bulk-go");
    assertThat(editor.at("bulk-effect")).containsText("已修改 2 条");
    assertThat(editor.at("bulk-row")).hasCount(2);
    editor.picture("50b-editor-bulk-done");
    editor.enter("bulk-undo");
    assertThat(editor.at("bulk-effect")).containsText("已撤销 2 条");
    editor.enter("bulk-close");
    assertThat(editor.at("chosen")).hasCount(0);
  }

  @Test
  void wordsAreReplacedInManyArticlesWithEveryPlaceInSight() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    // Those that no other story writes.
    for (var question : List.of("发票抬头开错了怎么改", "可以开增值税专用发票吗")) {
      editor.write("article-search", question);
      assertThat(editor.at("article").first()).containsText(question);
      editor.at("pick").first().press("Space");
    }
    assertThat(editor.at("chosen")).containsText("2");
    editor.enter("bulk-open");
    editor.at("bulk-kind").selectOption("replace");
    assertThat(editor.at("bulk-try")).isDisabled();
    editor.write("replace-find", "发票");
    editor.write("replace-with", "凭证");
    editor.enter("bulk-try");
    assertThat(editor.at("bulk-effect")).containsText("会修改 2 条");
    var row = editor.at("bulk-row").first();
    assertThat(row.locator("del").first()).containsText("发票");
    assertThat(row.locator("ins").first()).containsText("凭证");
    editor.audit("50c-editor-replace");
    editor.enter("bulk-go");
    assertThat(editor.at("bulk-effect")).containsText("已修改");
    editor.enter("bulk-undo");
    assertThat(editor.at("bulk-effect")).containsText("已撤销");
    editor.enter("bulk-close");
  }

  @Test
  void whatIsOutOfUseSaysWhenItIsDeletedAndIsKeptBySavingIt() throws Exception {
    var rest = Rest.signedIn(stage.http(), "editor");
    var body = Map.of("question", "草编坐垫会不会扎人", "answer", "亲，不扎。");
    var id = rest.post(ARTICLES, body).body().get("id").asString();
    var editor = stage.staff("editor", "/console/knowledge#" + id);
    assertThat(editor.at("article-answer")).hasValue("亲，不扎。");
    assertThat(editor.at("deletes")).hasCount(0);
    editor.enter("retire-article");
    assertThat(editor.at("deletes")).containsText("会被删除");
    editor.at("article-status").selectOption("retired");
    assertThat(editor.at("row-deletes").first()).containsText("删除");
    editor.audit("50d-editor-retired");

    editor.write("article-answer", "亲，不扎，放心坐。");
    editor.enter("save-article");
    assertThat(editor.at("deletes")).hasCount(0);
    rest.delete(ARTICLES + "/" + id, "If-Match", "*");
    var english = stage.staff("manager", "/console/knowledge?lang=en#" + id);
    assertThat(english.at("deletes")).containsText("will be deleted");
    english.picture("50e-editor-retired-en");
  }

  @Test
  void windowsAndReleasesAreKeptInOnePlace() {
    var editor = stage.staff("editor", "/console/knowledge");
    assertThat(editor.at("article").first()).isVisible();
    editor.enter("windows");
    assertThat(editor.at("window").first()).isVisible();
    editor.at("window-edit").first().press("Enter");
    editor.write("window-title", "冬季暖心节（延长）");
    editor.picture("48-editor-windows");
    editor.enter("window-save");
    assertThat(editor.at("window").first()).containsText("延长");
    editor.press("Escape");

    editor.enter("releases");
    assertThat(editor.at("release").last()).isVisible();
    editor.picture("49-editor-releases");
    editor.press("Escape");

    editor.enter("import");
    assertThat(editor.at("export-xlsx")).isVisible();
    editor.picture("50-editor-import");
  }
}
