package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How much room suggestions take, and what keys do to those that are not on the screen.
class StripWindowTest {

  private static final int WITH_CARDS = 188;
  private static final int ONE_LINE = 36;

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void escPutsTheCardsAwayUntilTheShopperSaysMore() {
    var agent = stage.staff("agent");
    var shopper = asking(agent);
    agent.type("我正在写");
    assertThat(height(agent)).isEqualTo(WITH_CARDS);
    agent.picture("70-console-strip");

    agent.press("Escape");
    assertThat(agent.at("strip-line")).containsText("收起");
    assertThat(height(agent)).isEqualTo(ONE_LINE);
    assertThat(agent.at("composer")).isFocused();
    assertThat(agent.at("composer")).hasValue("我正在写");
    agent.picture("71-console-strip-put-away");
    reload(agent);
    assertThat(agent.at("strip-line")).containsText("收起");

    agent.press("Alt+Enter");
    assertThat(agent.at("card-1")).isVisible();
    assertThat(agent.messages("agent")).hasCount(0);
    agent.press("Escape");
    assertThat(agent.at("card-1")).isHidden();
    shopper.say("那红色L码呢？");
    assertThat(agent.at("card-1")).isVisible();
    assertThat(agent.at("composer")).hasValue("我正在写");
  }

  @Test
  void escClosesWhatLiesOnTopFirstAndIsNobodyElses() {
    var agent = stage.staff("agent");
    var _ = asking(agent);

    agent.press("Control+/");
    assertThat(agent.at("key-help")).isVisible();
    assertThat(agent.at("key-help")).containsText("Alt+C");
    agent.picture("72-console-keys");
    agent.press("Escape");
    assertThat(agent.at("key-help")).isHidden();
    agent.type("/");
    assertThat(agent.at("quick-replies")).isVisible();
    agent.press("Escape");
    assertThat(agent.at("quick-replies")).isHidden();
    assertThat(agent.at("composer")).hasValue("/");
    agent.press("Alt+0");
    assertThat(agent.at("judging")).isVisible();
    agent.press("Escape");
    assertThat(agent.at("judging")).isHidden();
    agent.press("Alt+h");
    assertThat(agent.at("why-view")).isVisible();
    assertThat(height(agent)).isEqualTo(WITH_CARDS);
    agent.press("Escape");
    assertThat(agent.at("why-view")).isHidden();
    agent
        .at("composer")
        .evaluate(
            "area => area.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'Escape', bubbles: true, isComposing: true}))");
    assertThat(agent.at("card-1")).isVisible();

    agent.at("card-1").focus();
    agent.press("Escape");
    assertThat(agent.at("card-1")).isHidden();
    assertThat(agent.at("composer")).isFocused();
  }

  @Test
  void whoWantsNoSuggestionsUsesNoneByAKey() {
    var agent = stage.staff("agent");
    var _ = asking(agent);
    settled(agent);
    agent.press("Alt+s");
    assertThat(agent.at("silenced")).isVisible();

    agent.press("Alt+Enter");
    agent.press("Alt+1");
    agent.press("Alt+c");
    agent.press("Alt+h");
    agent.press("Alt+s");

    assertThat(agent.at("card-1")).isVisible();
    assertThat(agent.at("composer")).hasValue("");
    assertThat(agent.messages("agent")).hasCount(0);
  }

  @Test
  void aFoldedStripStaysFoldedAndNothingIsUsedThatIsNotSeen() {
    var agent = stage.staff("agent");
    var shopper = asking(agent);

    agent.press("Alt+c");
    var fold = agent.at("fold");
    assertThat(fold).hasAttribute("aria-expanded", "false");
    assertThat(agent.at("strip-line")).containsText(Pattern.compile("推荐回复 [123]"));
    assertThat(height(agent)).isEqualTo(ONE_LINE);
    agent.picture("73-console-strip-folded");
    reload(agent);
    assertThat(fold).hasAttribute("aria-expanded", "false");

    agent.press("Alt+1");
    assertThat(agent.at("card-1")).isVisible();
    assertThat(agent.at("composer")).hasValue("");
    assertThat(agent.at("toasts").locator(".toast")).hasCount(0);
    agent.press("Escape");
    assertThat(agent.at("strip-line")).isVisible();
    agent.press("Alt+Enter");
    assertThat(agent.at("card-1")).isVisible();
    settled(agent);
    agent.press("Alt+1");
    assertThat(agent.at("composer")).hasValue(Pattern.compile(".+"));
    agent.press("Enter");
    assertThat(agent.messages("agent")).hasCount(1);
    shopper.say("红色L码有吗？");
    assertThat(agent.at("strip-line")).isVisible();

    fold.focus();
    agent.press("Enter");
    assertThat(agent.at("card-1")).isVisible();
    assertThat(fold).isFocused();
    assertThat(fold).hasAttribute("aria-expanded", "true");
    reload(agent);
    assertThat(agent.at("card-1")).isVisible();
  }

  @Test
  void whatIsWrittenIsLookedUpAndOfferedInOneLine() throws Exception {
    var talk = new AnswerTalk(new Cast(stage.http()), Rest.signedIn(stage.http(), "editor"));
    var answer = "亲，铸铁锅第一次用要先开锅：洗净擦干，小火烘热后抹一层薄油就好。";
    var article =
        talk.publish(
            Map.of("question", "铸铁锅第一次用要不要开锅", "answer", answer, "category", "使用", "owner", "小周"));
    var agent = stage.staff("agent");
    var _ = asking(agent);
    var line = agent.at("completion");
    var top = agent.at("composer").boundingBox().y;

    agent.type("铸铁锅第一次用要不要开锅");
    assertThat(line).hasAttribute("data-article", article);
    assertThat(agent.at("composer").boundingBox().y).isEqualTo(top);
    agent.picture("74-console-completion");
    agent.press("Control+a");
    agent.type("这款");
    assertThat(line).isHidden();
    agent.press("Control+a");
    agent.type("亲，铸铁锅第一次用");
    assertThat(line).isVisible();
    settled(agent);
    agent.press("Alt+4");
    assertThat(agent.at("composer")).hasValue(answer);
    assertThat(agent.messages("agent")).hasCount(0);
    assertThat(line).isHidden();

    agent.press("Control+a");
    agent.type("铸铁锅开锅");
    assertThat(line).isVisible();
    agent.press("Escape");
    assertThat(line).isHidden();
    assertThat(agent.at("composer")).hasValue("铸铁锅开锅");
    talk.retire(article);
  }

  @Test
  void inEnglishTheStripSaysTheSame() {
    var agent = stage.staff("agent", "/console?lang=en");
    var _ = asking(agent);

    agent.press("Alt+c");
    assertThat(agent.at("strip-line")).containsText(Pattern.compile("\\d suggested repl"));
    agent.picture("75-console-strip-folded-en");
    agent.press("Alt+c");
    assertThat(agent.at("fold")).containsText("Fold");
    agent.press("Escape");
    assertThat(agent.at("strip-line")).containsText("put away");
    agent.picture("76-console-strip-put-away-en");
  }

  private ShopWindow asking(ConsoleWindow agent) {
    var shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("这件黑色M码有货吗？");
    agent.takeNext();
    assertThat(agent.at("card-1")).isVisible();
    return shopper;
  }

  private static void reload(ConsoleWindow agent) {
    agent.window().page().reload();
    assertThat(agent.at("composer")).isVisible();
  }

  /// A key so soon after cards have come was meant for what stood there before.
  private static void settled(ConsoleWindow agent) {
    agent
        .window()
        .page()
        .waitForFunction(
            "() => { const strip = document.querySelector('kefu-suggestions');"
                + " const line = document.querySelector('kefu-completion');"
                + " return Date.now() - Math.max(strip.shownAt, line.offeredAt) > 400; }");
  }

  private static int height(ConsoleWindow agent) {
    Locator strip = agent.window().page().locator("kefu-suggestions");
    return (int) Math.round(strip.boundingBox().height);
  }
}
