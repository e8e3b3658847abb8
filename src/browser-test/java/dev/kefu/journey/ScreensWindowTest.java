package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every screen opens in the other language, too, is for everybody to use, in the light and in the
/// dark, and runs nothing but what is its own.
class ScreensWindowTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void everyScreenSpeaksEnglish() {
    var home = stage.window(Window.Size.DESK);
    home.go("/?lang=en");
    assertThat(home.page().locator("[data-test=place-shop]")).isVisible();
    home.audit("50-home-en");

    var shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88", "/shop?lang=en");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.sendOfferedCard();
    shopper.say("有货吗");
    assertThat(shopper.messages("shopper")).hasCount(2);
    shopper.window().audit("51-shop-en");

    var manager = stage.staff("supervisor", "/console?lang=en");
    assertThat(manager.at("tab-queue")).containsText("1");
    manager.audit("52-console-empty-en");
    manager.takeNext();
    assertThat(manager.at("card-1")).isVisible();
    assertThat(manager.at("stock")).isVisible();
    manager.audit("53-console-en");
    manager.answer("您看 www.example.com");
    assertThat(manager.at("trouble")).containsText("No links outside the shop");
    assertThat(manager.at("trouble")).containsText("Send the product card, or explain it here");
    manager.audit("53a-refused-en");
    manager.enter("trouble-edit");
    manager.press("Control+/");
    assertThat(manager.at("key-help")).isVisible();
    manager.audit("54-keys-en");
    manager.press("Escape");
    manager.press("Alt+t");
    assertThat(manager.at("transfer-target")).isVisible();
    manager.audit("55-transfer-en");
    manager.press("Escape");

    manager.enter("nav-desk");
    assertThat(manager.window().page().locator("kefu-supervisor .empty").first()).isVisible();
    manager.audit("56-desk-en");
    manager.enter("tab-all");
    manager.enter("tab-ledger");
    assertThat(manager.window().page().locator("kefu-ledger h2").first()).isVisible();
    manager.audit("57-ledger-en");
    manager.enter("tab-rules");
    assertThat(manager.at("rules-claims")).isVisible();
    var version = Integer.parseInt(manager.at("rules-version").innerText().replaceAll("\\D", ""));
    manager.window().expectARefusal(422);
    manager.at("fen-R-DAMAGED-agent").fill("9999");
    manager.at("fen-R-DAMAGED-agent").dispatchEvent("change");
    manager.enter("rules-try");
    assertThat(manager.at("wrong")).hasText("a higher role cannot have a lower limit");
    manager.at("fen-R-DAMAGED-agent").fill("1");
    manager.at("fen-R-DAMAGED-agent").dispatchEvent("change");
    assertThat(manager.at("rules-changes")).containsText("R-DAMAGED");
    manager.enter("rules-try");
    assertThat(manager.at("rules-trial")).isVisible();
    manager.audit("57a-rules-trial-en");
    manager.enter("rules-publish");
    assertThat(manager.at("rules-version")).containsText(String.valueOf(version + 1));
    manager.enter("rules-history-tab");
    manager.audit("57b-rules-versions-en");
    manager.enter("restore-" + version);
    assertThat(manager.at("rules-version")).containsText(String.valueOf(version + 2));
    manager.enter("rules-banned-tab");
    manager.audit("57c-rules-banned-en");
    manager.enter("nav-knowledge");
    assertThat(manager.at("article").first()).isVisible();
    manager.at("pick").first().press("Space");
    assertThat(manager.at("chosen")).isVisible();
    assertThat(manager.at("bulk-open")).hasCount(0);
    manager.audit("58-knowledge-en");
    manager.enter("nav-intents");
    assertThat(manager.at("confusion")).isVisible();
    manager.audit("58a-intents-en");
    manager.enter("nav-replies");
    assertThat(manager.at("reply").first()).isVisible();
    manager.enter("reply-new");
    manager.audit("58b-replies-en");
    manager.enter("nav-stats");
    assertThat(manager.window().page().locator("kefu-stats h1")).isVisible();
    assertThat(manager.window().page().locator("kefu-stats .skeleton")).hasCount(0);
    manager.audit("59-stats-en");
  }

  @Test
  void aPageRunsNoScriptThatIsNotItsOwn() {
    var window = stage.window(Window.Size.DESK);
    window.expectARefusedScript();
    for (var path : List.of("/", "/shop", "/console", "/widget")) {
      window.go(path);

      var ran =
          window
              .page()
              .evaluate(
                  """
                  () => new Promise(done => {
                    document.addEventListener('securitypolicyviolation',
                        event => done('refused by ' + event.effectiveDirective));
                    const script = document.createElement('script');
                    script.textContent = "document.title = 'taken over'";
                    document.head.append(script);
                    if (document.title === 'taken over') done('ran');
                  })
                  """);

      assertThat(ran).as(path).isEqualTo("refused by script-src-elem");
    }
  }
}
