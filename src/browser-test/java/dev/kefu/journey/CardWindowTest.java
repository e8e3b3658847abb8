package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What an agent can ask of a card, by keyboard.
class CardWindowTest {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aCardSaysWhyTakesAVerdictAndFallsSilentWhenItIsTold() {
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("这件黑色M码有货吗？");
    agent.takeNext();
    assertThat(agent.at("card-1")).containsText("把握");

    agent.press("Alt+h");
    assertThat(agent.at("why-view")).containsText("命中说法");
    assertThat(agent.at("why-view")).containsText("库存 DRS-A-BK-M");
    agent.picture("47-console-why");
    agent.press("Alt+0");
    assertThat(agent.at("judging").locator("button").first()).isFocused();
    agent.picture("48-console-judging");
    agent.press("2");
    assertThat(agent.at("toasts")).containsText("已记录反馈");
    assertThat(agent.at("composer")).isFocused();

    agent.press("Alt+s");
    assertThat(agent.at("silenced")).isVisible();
    agent.picture("49-console-silenced");
    agent.press("Alt+s");
    assertThat(agent.at("card-1")).isVisible();
    agent.answer("亲，有货的，喜欢可以直接拍哦。");
  }

  @Test
  void answersThatCannotBothBeTrueAreNotSentByOneKeyAndAreReported() throws Exception {
    var editor = Rest.signedIn(stage.http(), "editor");
    var talk = new AnswerTalk(new Cast(stage.http()), editor);
    var variant = Map.of("skus", List.of("DRS-A-BK-M"), "answer", "亲，隐形拉链质保1年哦。");
    var one = talk.publish(Map.of("question", "隐形拉链质保多久", "answer", "亲，隐形拉链质保3年哦。"));
    var other =
        talk.publish(
            Map.of("question", "隐形拉链的质保期是多久", "answer", "亲，请看吊牌。", "answers", List.of(variant)));
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("隐形拉链质保多久呀");
    agent.takeNext();

    assertThat(agent.at("abstained")).containsText("资料互相矛盾");
    assertThat(agent.at("card").first()).hasAttribute("data-sendable", "false");
    agent.picture("49-console-contradictory");
    agent.at("next-report").press("Enter");
    assertThat(agent.at("judging").locator("button").first()).isFocused();
    agent.press("5");
    assertThat(agent.at("toasts")).containsText("已记录反馈");
    agent.answer("亲，我核实一下质保再回复您。");
    talk.retire(one);
    talk.retire(other);
  }

  @Test
  void aModelsDraftStandsBehindAButtonOfItsCardAndTheCardStays() {
    var agent = stage.staff("agent");
    var shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    shopper.consult("DRS-A", "DRS-A-BK-M");
    shopper.say("在吗");
    agent.takeNext();
    stage.model().mouth = (_, answer) -> "亲亲您好，感谢咨询～" + answer;
    shopper.say("这件黑色M码有货吗？");

    assertThat(agent.at("draft-button-1")).isVisible();
    assertThat(agent.at("draft-1")).isHidden();
    var card = agent.at("card-1").locator(".suggestion-body").innerText();
    agent.press("Alt+Shift+1");
    assertThat(agent.at("draft-1")).containsText("亲亲您好，感谢咨询～");
    assertThat(agent.at("draft-1")).containsText("需核实");
    assertThat(agent.at("card-1").locator(".suggestion-body")).hasText(card);
    agent.picture("49-console-model-draft");

    agent.press("Alt+Shift+1");
    assertThat(agent.at("composer")).hasValue(Pattern.compile("^亲亲您好，感谢咨询～.*12.*"));
    stage.model().mouth = (_, _) -> "";
    agent.answer("亲，有货的，喜欢可以直接拍哦。");
  }
}
