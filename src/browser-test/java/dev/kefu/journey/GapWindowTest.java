package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.LocatorOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An editor answers what nobody's article has answered: three steps, by keyboard.
class GapWindowTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aGapBecomesAPublishedArticleInThreeSteps() {
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("店里有没有教做手工的视频课");
    agent.takeNext();
    assertThat(agent.at("abstained")).isVisible();
    agent.enter("record-gap");
    agent.picture("44-console-gap-recorded");
    agent.write("composer", "亲，有的，在店铺首页的手工课堂里可以免费看。");
    agent.press("Enter");

    var editor = stage.staff("editor", "/console/gaps");
    var mine =
        editor
            .window()
            .page()
            .locator("[data-test=gap]", new LocatorOptions().setHasText("手工的视频课"));
    assertThat(mine).isVisible();
    await()
        .until(() -> {
          editor.enter("gap-again");
          return mine.innerText().contains("未解决 0%");
        });
    mine.locator("button").focus();
    editor.press("Enter");
    assertThat(editor.at("gap-title")).containsText("手工的视频课");
    editor.picture("45-gaps");
    editor.press("a");
    assertThat(editor.at("gap-answer")).isFocused();
    assertThat(editor.at("gap-answer")).hasValue("亲，有的，在店铺首页的手工课堂里可以免费看。");
    editor.press("Control+Enter");

    assertThat(editor.at("toasts")).containsText("已发布");
    assertThat(mine).hasCount(0);
    editor.picture("46-gap-answered");
  }

  @Test
  void whoComesSecondIsToldAndPublishesNothingUnasked() throws Exception {
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("店里的香薰机能不能寄到海岛");
    agent.takeNext();
    assertThat(agent.at("abstained")).isVisible();
    agent.enter("record-gap");
    assertThat(agent.at("toasts")).isVisible();

    var editor = stage.staff("editor", "/console/gaps");
    var mine =
        editor.window().page().locator("[data-test=gap]", new LocatorOptions().setHasText("寄到海岛"));
    await()
        .until(() -> {
          editor.enter("gap-again");
          return mine.count() == 1;
        });
    mine.locator("button").press("Enter");
    assertThat(editor.at("gap-title")).containsText("寄到海岛");
    editor.write("gap-answer", "亲，海岛也能寄。");
    var supervisor = Rest.signedIn(stage.http(), "supervisor");
    var ignored =
        supervisor.post(
            "/api/v1/knowledge/gaps/" + mine.getAttribute("data-gap") + "/ignore",
            Map.of("reason", "不卖香薰机"));
    assertThat(ignored.status()).isEqualTo(200);
    editor.press("Control+Enter");

    assertThat(editor.at("gap-problem")).containsText("已忽略");
    assertThat(editor.at("gap-answer")).hasValue("亲，海岛也能寄。");
    assertThat(mine).containsText("已忽略");
    editor.picture("46a-gap-overtaken");
    var articles =
        supervisor.get("/api/v1/knowledge/articles?q=%E6%B5%B7%E5%B2%9B").body().get("data");
    assertThat(articles.toString()).doesNotContain("海岛也能寄");

    editor.press("Control+Enter");
    assertThat(editor.at("toasts")).containsText("已发布");
  }
}
