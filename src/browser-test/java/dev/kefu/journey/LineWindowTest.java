package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The line breaks while two people talk, as it is seen: nothing is missing, nothing comes twice.
class LineWindowTest {

  /// A page tries again by itself, and waits up to half a minute between two tries.
  private static final IsHiddenOptions ONCE_BACK = new IsHiddenOptions().setTimeout(40_000);

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void whatWasWrittenOnBothSidesOfABrokenLineArrivesOnce() throws Exception {
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
      shopper.consult("DRS-A", "DRS-A-WH-M");
      shopper.say("在吗");
      agent.takeNext();
      agent.answer("在的，请说");
      assertThat(shopper.messages("agent")).hasCount(1);

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
}
