package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What was written and not heard yet is never lost out of sight: it goes out, or it stands there
/// with the reason why not.
class OutboxWindowTest {

  /// A page tries again by itself, and waits up to half a minute between two tries.
  private static final IsHiddenOptions ONCE_BACK = new IsHiddenOptions().setTimeout(40_000);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void whatWasWrittenIntoAConversationThatIsClosedMeanwhileIsSaidInTheNextOneInOrder()
      throws Exception {
    try (var line = stage.cable()) {
      var agent = stage.staff("agent2");
      var shopper =
          ShopWindow.enter(stage.window(line.http(), Window.Size.PHONE), "/shop", "lixiansheng");
      shopper.window().expectALostLine();
      shopper.isServedBy(agent);

      line.cut();
      assertThat(shopper.widget("connection")).isVisible();
      shopper.say("白色M码偏大吗");
      shopper.say("我一米六五");
      shopper.say("五十公斤");
      assertThat(shopper.widget("pending")).hasCount(3);
      agent.press("Alt+e");
      assertThat(agent.at("close-reason")).isFocused();
      agent.press("Enter");
      assertThat(agent.event("close")).hasCount(1);
      line.mend();

      assertThat(shopper.widget("connection")).isHidden(ONCE_BACK);
      assertThat(shopper.widget("pending")).hasCount(0);
      assertThat(shopper.messages("shopper")).hasCount(4);
      shopper.window().picture("33a-phone-goes-on-in-the-next");
      agent.takeNext();
      assertThat(agent.messages("shopper")).hasCount(3);
      assertThat(agent.texts()).containsExactly("白色M码偏大吗", "我一米六五", "五十公斤");
    }
  }

  @Test
  void anOpeningTheServerCouldNotDoForAMomentIsTriedAgainByItselfForEachStage() {
    var supervisor = stage.staff("supervisor");
    var window = stage.window(Window.Size.PHONE);
    var left = new AtomicInteger(2);
    window.onFrame(
        frame -> frame.path("type").asString().equals("open") && left.getAndDecrement() > 0,
        """
        {"type":"error","id":"%s","code":"unavailable","text":"","retry":true}
        """);
    var shopper = ShopWindow.enter(window, "/shop", "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");

    shopper.say("白色M码偏大吗");
    shopper.widget("action-parcel").click();

    assertThat(shopper.messages("shopper")).hasCount(1);
    assertThat(shopper.widget("pending")).hasCount(0);
    assertThat(supervisor.at("tab-queue")).containsText("2");
    assertThat(left).hasValueLessThan(1);
  }

  @Test
  void aReplyThatIsTooLongSaysSoBeforeItIsSent() {
    var agent = stage.staff("agent2");
    var shopper = stage.shopper(Window.Size.PHONE, "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("在吗");
    agent.takeNext();

    agent.type("好".repeat(4_001));
    assertThat(agent.at("too-long")).containsText("4000");
    assertThat(agent.at("send")).isDisabled();
    agent.press("Enter");
    agent.picture("31a-console-too-long");
    assertThat(shopper.messages("agent")).hasCount(0);
    agent.press("Backspace");
    assertThat(agent.at("too-long")).isHidden();
    agent.press("Enter");
    assertThat(shopper.messages("agent")).hasCount(1);

    shopper.widget("widget-input").fill("好".repeat(4_001));
    assertThat(shopper.widget("too-long")).containsText("4000");
    shopper.widget("widget-input").press("Enter");
    shopper.window().picture("31b-phone-too-long");
    assertThat(shopper.messages("shopper")).hasCount(1);
  }

  @Test
  void aMessageTooLargeForTheServerComesBackAndHoldsUpNoOther() {
    var agent = stage.staff("agent2");
    var shopper = stage.shopper(Window.Size.PHONE, "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("在吗");
    agent.takeNext();
    agent
        .window()
        .page()
        .evaluate(
            """
            async () => {
              const { staff } = await (await fetch('/api/v1/session')).json();
              const mid = '00000000-0000-4000-8000-00000000000e';
              localStorage.setItem(`kefu.outbox.${staff.id}.${mid}`, JSON.stringify({
                mid, conversation: location.hash.slice(1), state: 'queued', at: Date.now(),
                body: { kind: 'text', text: '长'.repeat(200_000) } }));
            }
            """);
    agent.window().page().reload();

    assertThat(agent.at("trouble")).hasAttribute("data-code", "too_large");
    assertThat(agent.at("connection")).isHidden();
    agent.enter("trouble-drop");
    agent.answer("在的，请说");
    assertThat(shopper.messages("agent")).hasCount(1);
    assertThat(agent.at("pending")).hasCount(0);
  }

  @Test
  void whatTheLineWasEndedOverIsNotSentAgainOverTheNext() {
    var window = stage.window(Window.Size.PHONE);
    window
        .page()
        .routeWebSocket(
            "**/ws/v1",
            near -> {
              var far = near.connectToServer();
              near.onMessage(frame -> {
                if (frame.text().contains("太大")) {
                  far.close();
                  near.close(new WebSocketRoute.CloseOptions().setCode(1009));
                } else {
                  far.send(frame.text());
                }
              });
            });
    var shopper = ShopWindow.enter(window, "/shop", "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");

    shopper.say("太大");
    assertThat(shopper.widget("pending")).hasAttribute("data-state", "failed");
    assertThat(shopper.widget("trouble")).containsText("4000");
    shopper.say("在吗");
    assertThat(shopper.messages("shopper")).hasCount(1);
    assertThat(shopper.widget("pending")).hasCount(1);
    shopper.window().picture("31c-phone-too-large");
  }

  @Test
  void repliesThatComeBackStandTogetherBeforeWhatWasBegunSince() throws Exception {
    try (var line = stage.cable()) {
      var supervisor = new Cast(stage.http()).staff("supervisor");
      var agent =
          ConsoleWindow.signIn(stage.window(line.http(), Window.Size.DESK), "/console", "agent2");
      agent.window().expectALostLine();
      var shopper = stage.shopper(Window.Size.PHONE, "lixiansheng");
      shopper.consult("DRS-A", "DRS-A-WH-M");
      shopper.say("在吗");
      agent.takeNext();
      var first = agent.conversation();
      var other = stage.shopper(Window.Size.PHONE, "amin");
      other.consult("DRS-A", "DRS-A-WH-M");
      other.say("你好");
      agent.takeNext();
      assertThat(agent.at("thread-title")).containsText("amin");
      var second = agent.conversation();
      agent.enter("tab-mine");
      agent.open(first);
      assertThat(agent.at("thread-title")).containsText("lixiansheng");
      assertThat(agent.at("composer")).isFocused();

      line.cut();
      assertThat(agent.at("connection")).isVisible();
      agent.answer("在的");
      agent.answer("您请说");
      agent.type("白色还有");
      agent.open(second);
      assertThat(agent.at("thread-title")).containsText("amin");
      supervisor.socket().command("close", first, Map.of());
      line.mend();
      assertThat(agent.at("connection")).isHidden(ONCE_BACK);

      agent.enter("tab-closed");
      agent.open(first);
      assertThat(agent.at("unsent")).containsText("您请说");
      agent.picture("31d-console-came-back");
      agent.enter("reopen");
      assertThat(agent.at("composer")).hasValue("在的\n您请说\n白色还有");
      assertThat(agent.at("trouble")).hasAttribute("data-code", "closed");
      agent.enter("trouble-drop");
      assertThat(agent.at("composer")).hasValue("白色还有");
    }
  }

  @Test
  void P_24_whatWaitedForADayIsOfferedAgainAndNotSentBehindOnesBack() throws Exception {
    var shopper = ShopWindow.enter(stage.window(Window.Size.PHONE), "/shop", "lixiansheng");
    shopper
        .window()
        .page()
        .evaluate(
            """
            () => localStorage.setItem('kefu.outbox.visitor.lixiansheng.00000000-0000-4000-8000-00000000000d', JSON.stringify({
              mid: '00000000-0000-4000-8000-00000000000d', conversation: 'new:pre_sale', state: 'queued',
              body: { kind: 'text', text: '昨天想问的' }, at: Date.now() - 25 * 3600 * 1000 }))
            """);
    shopper.window().page().reload();
    shopper.lookAgain();

    assertThat(shopper.widget("pending")).hasAttribute("data-state", "failed");
    assertThat(shopper.messages("shopper")).hasCount(0);
    shopper.widget("retry").click();
    assertThat(shopper.messages("shopper")).hasCount(1);
  }

  /// The page was open all the time, as on a computer that sleeps.
  @Test
  void P_24_whatWaitedForADayInAnOpenPageIsOfferedAgain() throws Exception {
    try (var line = stage.cable()) {
      var shopper =
          ShopWindow.enter(stage.window(line.http(), Window.Size.PHONE), "/shop", "lixiansheng");
      shopper.window().expectALostLine();
      shopper.consult("DRS-A", "DRS-A-WH-M");
      shopper.say("在吗");
      assertThat(shopper.messages("shopper")).hasCount(1);
      line.cut();
      assertThat(shopper.widget("connection")).isVisible();
      shopper.say("今天能发货吗");
      assertThat(shopper.widget("pending")).hasAttribute("data-state", "queued");

      var tomorrow = Instant.now().plus(Duration.ofHours(25));
      shopper.window().page().clock().setSystemTime(tomorrow.toEpochMilli());
      line.mend();

      assertThat(shopper.widget("connection")).isHidden(ONCE_BACK);
      assertThat(shopper.widget("pending")).hasAttribute("data-state", "failed");
      assertThat(shopper.messages("shopper")).hasCount(1);
      shopper.widget("retry").click();
      assertThat(shopper.messages("shopper")).hasCount(2);
    }
  }
}
