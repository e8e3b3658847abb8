package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.LocatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An editor teaches the program another way of asking, and sees before what that does.
class IntentWindowTest {

  private static final String TEXT = "这个牌子靠不靠谱呀";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void anExampleIsTriedKeptAndTakenOutAgainByKeyboard() {
    var editor = stage.staff("editor", "/console/intents");
    var page = editor.window().page();
    assertThat(editor.at("intent")).hasCount(17);
    assertThat(editor.at("confusion")).isVisible();
    editor.picture("85-intents");

    page.locator("[data-intent=price] button").focus();
    editor.press("Enter");
    editor.write("example-new", TEXT);
    editor.press("Enter");
    assertThat(editor.at("intent-effect")).containsText("→");
    editor.picture("86-intents-tried");
    editor.enter("intent-save");
    assertThat(editor.at("toasts")).containsText("已保存");
    assertThat(editor.at("staged")).hasCount(0);

    var own = page.locator("[data-test=example]", new LocatorOptions().setHasText(TEXT));
    assertThat(own).hasCount(1);
    own.locator("select").focus();
    own.locator("select").selectOption("goods");
    assertThat(editor.at("staged")).containsText(TEXT);
    assertThat(editor.at("intent-effect")).containsText("→");
    editor.picture("87-intents-moved");
    editor.enter("intent-save");
    assertThat(editor.at("staged")).hasCount(0);

    page.locator("[data-intent=goods] button").focus();
    editor.press("Enter");
    own.locator("[data-test=example-remove]").focus();
    editor.press("Enter");
    editor.enter("intent-save");
    assertThat(editor.at("staged")).hasCount(0);
    assertThat(own).hasCount(0);
    assertThat(editor.at("intent-versions")).containsText("1 处");
  }
}
