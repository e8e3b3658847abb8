package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The rulebook as supervisors write it: a rule is added, tried on what was asked for before,
/// published, applied to the next claim, and taken back.
class RulebookWindowTest {

  private static final String BUYER = "lixiansheng";
  private static final String ORDER = "YS4400196419";
  private static final String NEW = "R-NEW-1";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aRuleIsAddedTriedPublishedAndAppliedToTheNextClaim() throws Exception {
    aClaimGoesBeyondTheRules();
    var supervisor = stage.staff("supervisor", "/console/desk");
    supervisor.window().expectARefusal(422);
    supervisor.enter("tab-rules");
    assertThat(supervisor.at("rules-claims")).isVisible();
    var before = supervisor.at("rules-version").innerText();

    supervisor.enter("add-claims");
    put(supervisor, "fen-" + NEW + "-agent", "500");
    put(supervisor, "fen-" + NEW + "-supervisor", "60");
    supervisor.enter("rules-try");
    var wrong = supervisor.at("wrong");
    assertThat(wrong.and(at(supervisor, "claims[0].title"))).isVisible();
    assertThat(wrong.and(at(supervisor, "claims[0].forms"))).isVisible();
    assertThat(wrong.and(at(supervisor, "claims[0].max_fen"))).containsText("额度");
    assertThat(supervisor.at("title-" + NEW)).isFocused();
    supervisor.picture("60-rules-mistakes");

    put(supervisor, "title-" + NEW, "大单延迟");
    supervisor.at("reason-" + NEW).selectOption("late");
    supervisor.at("form-" + NEW + "-small_payment").press("Space");
    put(supervisor, "percent-" + NEW, "50");
    put(supervisor, "fen-" + NEW + "-agent", "20");
    put(supervisor, "fen-" + NEW + "-manager", "200");
    put(supervisor, "when-" + NEW + "-min_order_fen", "50");
    supervisor.window().page().reload();
    supervisor.enter("tab-rules");
    assertThat(supervisor.at("title-" + NEW)).hasValue("大单延迟");

    supervisor.enter("rules-try");
    var tried = supervisor.at("claim-diff").filter(hasText(ORDER));
    assertThat(tried).containsText(Pattern.compile("超出规则.*规则内.*" + NEW, Pattern.DOTALL));
    supervisor.picture("61-rules-tried");
    supervisor.enter("rules-publish");
    assertThat(supervisor.at("rules-version")).not().hasText(before);
    supervisor.picture("62-rules-published");

    theNextClaimIsGrantedByIt();
    supervisor.enter("remove-" + NEW);
    assertThat(supervisor.at("claim-" + NEW)).hasCount(0);
    assertThat(supervisor.at("rules-changes")).containsText(NEW);
    supervisor.picture("64-rules-removed");
    supervisor.enter("put-back-" + NEW);
    assertThat(supervisor.at("rules-changes")).hasCount(0);
    supervisor.enter("rules-history-tab");
    supervisor.enter("restore-" + before.replaceAll("\\D", ""));
    supervisor.enter("rules-claims-tab");
    assertThat(supervisor.at("claim-" + NEW)).hasCount(0);
  }

  @Test
  void dispatchAndDeliveryAreWrittenThereAndNothingIsLostWhenSomebodyElseIsFaster()
      throws Exception {
    var supervisor = stage.staff("supervisor", "/console/desk");
    supervisor.enter("tab-rules");
    supervisor.enter("rules-terms-tab");
    supervisor.enter("shipping-begin");
    var far = supervisor.at("rules-shipping").locator("tr").filter(hasText("邮政"));
    assertThat(far.first()).isVisible();
    supervisor.at("dispatch-own").press("Space");
    assertThat(supervisor.at("cutoff")).hasValue("16:00");
    supervisor.at("closed-from").fill("2027-02-15");
    supervisor.at("closed-until").fill("2027-02-21");
    supervisor.enter("closed-add");
    assertThat(supervisor.at("closed-days")).containsText("2027-02-21");
    supervisor.enter("rules-limits-tab");
    put(supervisor, "min-margin", "5");
    assertThat(supervisor.at("rules-changes")).containsText("2027-02-15");
    supervisor.enter("rules-terms-tab");
    far.last().scrollIntoViewIfNeeded();
    supervisor.picture("65-rules-terms");

    var colleague = Rest.signedIn(stage.http(), "manager");
    var read = colleague.get("/api/v1/rulebook");
    var tag = read.raw().headers().firstValue("ETag").orElseThrow();
    var faster = colleague.put("/api/v1/rulebook", read.body(), "If-Match", tag);
    supervisor.window().expectARefusal(412);
    supervisor.enter("rules-try");
    assertThat(supervisor.at("rules-trial")).isVisible();
    supervisor.enter("rules-publish");
    assertThat(supervisor.at("rules-problem")).containsText("试算");
    assertThat(supervisor.at("closed-days")).containsText("2027-02-21");
    supervisor.picture("66-rules-carried-over");
    supervisor.enter("rules-try");
    assertThat(supervisor.at("rules-trial")).isVisible();
    supervisor.enter("rules-publish");
    assertThat(supervisor.at("rules-changes")).hasCount(0);

    var dispatch = colleague.get("/api/v1/dispatch").body();
    Assertions.assertThat(dispatch.get("closed").size()).isEqualTo(7);
    supervisor.enter("rules-history-tab");
    supervisor.enter("restore-" + faster.body().get("version").asInt());
    supervisor.enter("rules-terms-tab");
    assertThat(supervisor.at("rules-shipping")).hasCount(0);
  }

  @Test
  void aReplySentPastAWarningIsCheckedOnceMore() throws Exception {
    var cast = new Cast(stage.http());
    var conversation = Cast.open(cast.stranger(), "pre_sale", Map.of("sku", "DRS-A-BK-M"));
    var colleague = cast.staff("agent").socket();
    colleague.command("take", conversation, Map.of());
    var text = "店铺活动七五折，活动页可以看到";
    Assertions.assertThat(colleague.say(conversation, text, "on_page").path("type").asString())
        .isEqualTo("ok");
    colleague.cut();
    var supervisor = stage.staff("supervisor", "/console/desk");

    supervisor.enter("tab-samples");
    assertThat(supervisor.window().page().locator("kefu-samples .empty")).isVisible();
    supervisor.at("sample-week").selectOption(new SelectOption().setIndex(0));
    var sample = supervisor.at("sample").filter(hasText(text)).first();
    assertThat(sample).containsText("页面如此");
    sample.locator("[data-test=sample-wrong]").press("Enter");
    assertThat(sample.locator("[data-test=sample-note]")).isFocused();
    supervisor.type("活动页没有这个折扣");
    sample.locator("[data-test=sample-wrong]").press("Enter");

    assertThat(sample.locator("[data-test=sample-judged]")).isVisible();
    assertThat(supervisor.at("sample-sums")).containsText("不当 1");
    supervisor.picture("67-samples");
  }

  private void aClaimGoesBeyondTheRules() throws Exception {
    var cast = new Cast(stage.http());
    var conversation = Cast.open(cast.buyer(BUYER), "after_sale", Map.of("order", ORDER));
    var colleague = cast.staff("agent3").socket();
    colleague.command("take", conversation, Map.of());
    var claim =
        Map.of(
            "kind",
            "compensation",
            "reason",
            "late",
            "order",
            ORDER,
            "claim_fen",
            1_900,
            "proposal_fen",
            1_900,
            "form",
            "small_payment");

    var answer = colleague.command("escalate", conversation, claim);

    Assertions.assertThat(answer.path("status").asString()).isEqualTo("pending");
    colleague.command("cancel_case", conversation, Map.of("case", answer.get("case").asString()));
    colleague.command("close", conversation, Map.of());
    colleague.cut();
  }

  /// The same claim as before: now the agent may grant it alone.
  private void theNextClaimIsGrantedByIt() {
    var shopper = stage.shopper(Window.Size.PHONE, BUYER);
    shopper.consultOrder(ORDER);
    shopper.sendOfferedCard();
    shopper.say("物流太慢了，赔我19元");
    var agent = stage.staff("agent3");
    agent.takeNext();
    assertThat(agent.messages("shopper").last()).containsText("19");
    agent.press("Alt+u");
    assertThat(agent.at("escalate-proposal")).hasValue("19.00");
    assertThat(agent.at("escalate-rule")).containsText(NEW);
    agent.picture("63-console-new-rule");
    agent.press("Control+Enter");
    assertThat(agent.event("grant")).containsText("已打款");
  }

  private static void put(ConsoleWindow window, String test, String value) {
    window.write(test, value);
    window.press("Tab");
  }

  private static Locator at(ConsoleWindow window, String field) {
    return window.window().page().locator("[data-at='" + field + "']");
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
