package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An editor writes and corrects what agents are offered, as it is seen.
class EditorWindowTest {

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
    agent.press("Alt+r");
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
    editor.write("test-queries", "这件有货吗\n哈哈哈哈");
    editor.enter("test-run");

    assertThat(editor.at("test-result").first()).hasAttribute("data-abstain", "false");
    assertThat(editor.at("test-result").last()).hasAttribute("data-abstain", "true");
    editor.picture("43-editor-article");
  }
}
