package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.LocatorOptions;
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
}
