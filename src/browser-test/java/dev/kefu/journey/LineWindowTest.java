package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The line breaks while two people talk, as it is seen: nothing is missing, nothing comes twice.
class LineWindowTest {

  /// A page tries again by itself, and waits up to half a minute between two tries.
  private static final int BACK_WITHIN_MS = 40_000;

  private static final IsHiddenOptions ONCE_BACK = new IsHiddenOptions().setTimeout(BACK_WITHIN_MS);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void P_21_whatWasWrittenOnBothSidesOfABrokenLineArrivesOnceAndInOrder() throws Exception {
    try (var shoppersLine = stage.cable();
        var agentsLine = stage.cable()) {
      var agent =
          ConsoleWindow.signIn(
              stage.window(agentsLine.http(), Window.Size.DESK), "/console", "agent2");
      var shopper =
          ShopWindow.enter(
              stage.window(shoppersLine.http(), Window.Size.PHONE), "/shop", "lixiansheng");
      agent.window().expectALostLine();
      shopper.window().expectALostLine();
      shopper.isServedBy(agent);

      shoppersLine.cut();
      assertThat(shopper.widget("connection")).isVisible();
      shopper.say("白色M码偏大吗");
      assertThat(shopper.widget("pending")).hasCount(1);
      agent.answer("刚才断线了吗");
      agent.answer("我等您");
      assertThat(agent.at("pending")).hasCount(0);
      shopper.window().picture("30-phone-line-lost");
      shoppersLine.mend();
      assertThat(shopper.widget("connection")).isHidden(ONCE_BACK);
      assertThat(agent.messages("shopper")).hasCount(2);
      assertThat(shopper.messages("agent")).hasCount(3);

      agentsLine.cut();
      assertThat(agent.at("connection")).isVisible();
      agent.answer("白色M码是标准码");
      assertThat(agent.at("pending")).hasCount(1);
      shopper.say("我一米六五");
      agent.picture("31-console-line-lost");
      agentsLine.mend();
      assertThat(agent.at("connection")).isHidden(ONCE_BACK);
      assertThat(agent.at("pending")).hasCount(0);
      assertThat(agent.messages("agent")).hasCount(4);
      assertThat(agent.messages("shopper")).hasCount(3);
      assertThat(shopper.messages("agent")).hasCount(4);
      assertThat(agent.at("unread")).hasCount(0);

      agent.picture("32-console-line-back");
      shopper.window().picture("33-phone-line-back");
      assertThat(shopper.texts()).isEqualTo(agent.texts());
      assertThat(shopper.texts())
          .containsExactlyInAnyOrderElementsOf(
              List.of("在吗", "在的，请说", "白色M码偏大吗", "刚才断线了吗", "我等您", "白色M码是标准码", "我一米六五"));
    }
  }

  /// 1000 and 1001 give no reason to stay away.
  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void P_50_aPageWhoseSocketIsOverWithoutAReasonComesBack(int code) throws Exception {
    try (var line = stage.cable()) {
      var agent = ConsoleWindow.signIn(stage.window(Window.Size.DESK), "/console", "agent2");
      var shopper =
          ShopWindow.enter(stage.window(line.http(), Window.Size.PHONE), "/shop", "lixiansheng");
      shopper.isServedBy(agent);

      line.sayGoodbye(code);
      agent.answer("刚才断线了吗");
      shopper.say("没有");

      assertThat(agent.messages("agent")).hasCount(2);
      assertThat(shopper.messages("agent"))
          .hasCount(2, new HasCountOptions().setTimeout(BACK_WITHIN_MS));
      assertThat(agent.messages("shopper")).hasCount(2);
    }
  }

  /// Whoever asks for the proof of who is there waits ten seconds for it and asks again.
  @Test
  void aProofThatIsAskedForInVainIsAskedForAgain() {
    var window = stage.window(Window.Size.PHONE);
    var left = new AtomicInteger(1);
    window
        .page()
        .route(
            "**/api/v1/visitors",
            route -> {
              var named = route.request().postData().contains("identity");
              if (!named || left.getAndDecrement() <= 0) {
                route.resume();
              }
            });
    var shopper = ShopWindow.enter(window, "/shop", "lixiansheng");
    shopper.consult("DRS-A", "DRS-A-WH-M");

    shopper.say("在吗");

    assertThat(shopper.messages("shopper"))
        .hasCount(1, new HasCountOptions().setTimeout(BACK_WITHIN_MS));
    assertThat(left).hasValueLessThan(1);
  }

  /// Full, and refused altogether.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
        "Object.defineProperty(window, 'localStorage', {"
            + " get() { throw new DOMException('', 'SecurityError'); } })"
      })
  void whoseBrowserKeepsNothingTalksAllTheSame(String store) throws Exception {
    try (var line = stage.cable()) {
      var agent = stage.staff("agent2");
      var window = stage.window(line.http(), Window.Size.PHONE);
      window.page().addInitScript(store);
      var shopper = ShopWindow.enter(window, "/shop", "lixiansheng");
      window.expectALostLine();
      shopper.isServedBy(agent);

      line.cut();
      assertThat(shopper.widget("connection")).isVisible();
      shopper.say("白色M码偏大吗");
      line.mend();

      assertThat(shopper.widget("connection")).isHidden(ONCE_BACK);
      assertThat(shopper.widget("pending")).hasCount(0);
      assertThat(agent.messages("shopper")).hasCount(2);
    }
  }

  @Test
  void P_33_whatComesEarlyIsHeldWhatComesTwiceIsDroppedAndNothingIsShownOutOfOrder()
      throws Exception {
    var page = stage.window(Window.Size.DESK).page();
    page.navigate(stage.http() + "/console");

    var shown =
        page.evaluate(
            """
            async () => {
              const { ConversationLog } = await import('shared/log.js');
              const log = new ConversationLog('cnv_1');
              const shown = [];
              for (const seq of [1, 3, 1, 5, 4, 3, 2, 2, 5, 6])
                log.offer({ seq, kind: 'message' }).forEach((event) => shown.push(event.seq));
              for (let seq = 200; seq > 8; seq--) log.offer({ seq, kind: 'message' });
              return [shown.join(), log.held.size, log.hole].join(' ');
            }
            """);

    assertThat(String.valueOf(shown)).isEqualTo("1,2,3,4,5,6 100 true");
  }

  @Test
  void P_35_whatCouldNotBeAcknowledgedBeforeTheLineBrokeIsAcknowledgedOverTheNext()
      throws Exception {
    var page = stage.window(Window.Size.DESK).page();
    page.clock().install();
    page.navigate(stage.http() + "/console");
    page.evaluate(
        """
        async () => {
          const { History } = await import('shared/history.js');
          const line = Object.assign(new EventTarget(), {
            online: true, acks: [], request: async () => ({ more: false }),
            write: ({ conversation, seq }) => line.online && line.acks.push(`${conversation}:${seq}`),
          });
          const history = new History(line);
          ['cnv_1', 'cnv_2'].forEach((id) => history.load(id));
          history.take({ conversation: 'cnv_1', seq: 1, kind: 'message' });
          history.take({ conversation: 'cnv_2', seq: 1, kind: 'message' });
          line.online = false;
          Object.assign(window, { line, kept: history });
        }
        """);
    page.clock().runFor(3_000);

    var acks =
        page.evaluate("() => { line.online = true; kept.resume(true); return line.acks.join(); }");
    assertThat(acks).isEqualTo("cnv_1:1,cnv_2:1");
    var again =
        page.evaluate(
            "() => { line.acks.length = 0; kept.resume(true); return line.acks.join(); }");
    assertThat(again).isEqualTo("cnv_2:1");
  }

  @Test
  void aConversationThatWasOpenedElsewhereStandsWhereItBelongs() {
    var after = stage.staff("agent3");
    var phone = stage.shopper(Window.Size.PHONE, "xiaoyu_88");
    phone.lookAgain();
    phone.widget("action-parcel").click();
    after.takeNext();

    var desk = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    desk.lookAgain();
    assertThat(desk.messages("shopper")).hasCount(1);
    desk.hide();
    desk.consult("DRS-A", "DRS-A-WH-M");
    assertThat(desk.messages("shopper")).hasCount(0);
    desk.say("这件有货吗");

    assertThat(desk.messages("shopper")).hasCount(1);
    assertThat(stage.staff("agent").at("tab-queue")).containsText("1");
    assertThat(after.messages("shopper")).hasCount(1);
  }

  @Test
  void aMessageIsTakenBackOnBothSides() throws Exception {
    var agent = ConsoleWindow.signIn(stage.window(Window.Size.DESK), "/console", "agent2");
    var shopper = ShopWindow.enter(stage.window(Window.Size.PHONE), "/shop", "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("我的电话说错了");
    agent.takeNext();
    agent.answer("好的，说错了可以撤回");
    assertThat(shopper.messages("agent")).hasCount(1);

    shopper.widget("recall").click();
    assertThat(shopper.widget("withdrawn")).hasCount(1);
    assertThat(agent.at("withdrawn")).hasCount(1);
    agent.at("recall").click();
    assertThat(agent.at("withdrawn")).hasCount(2);
    assertThat(shopper.widget("withdrawn")).hasCount(2);
    assertThat(agent.at("recall")).hasCount(0);

    agent.picture("34-console-recalled");
    shopper.window().picture("35-phone-recalled");
  }

  @Test
  void aShopperWhoWishesToBeForgottenLeavesNothingOnAnyScreen() throws Exception {
    var admin = ConsoleWindow.signIn(stage.window(Window.Size.DESK), "/console", "admin");
    var agent = ConsoleWindow.signIn(stage.window(Window.Size.DESK), "/console", "agent2");
    var shopper = ShopWindow.enter(stage.window(Window.Size.PHONE), "/shop", "amin");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("我住在文一西路");
    agent.takeNext();
    agent.answer("好的，文一西路可以送到");
    admin.enter("tab-others");
    admin.at("inbox-row").first().click();
    assertThat(admin.texts()).isNotEmpty();

    admin.at("erase-shopper").click();
    admin.at("erase-reason").fill("本人来信");
    admin.at("erase-password").fill("kefu-demo");
    admin.picture("38-console-erase");
    admin.at("erase-submit").click();

    assertThat(shopper.widget("connection")).containsText("您的资料和聊天记录已清除");
    assertThat(shopper.widget("message")).hasCount(0);
    assertThat(agent.at("withdrawn")).hasCount(2);
    assertThat(admin.event("erased")).hasCount(1);
    assertThat(agent.at("thread-title")).containsText("已注销");
    assertThat(agent.at("messages")).not().containsText("amin");
    assertThat(agent.window().page().locator("kefu-facts")).not().containsText("amin");
    assertThat(agent.window().page().locator("kefu-facts")).not().containsText("YS44");
    agent.picture("39-console-erased");
    shopper.window().picture("39b-phone-erased");
  }
}
