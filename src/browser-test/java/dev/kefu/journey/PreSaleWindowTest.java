package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Before the purchase, as it is seen: the shopper on the shop's page, the agent at the keyboard.
class PreSaleWindowTest {

  private static final String DRESS = "DRS-A-BK-M";

  /// As the shop in the box has it.
  private static final int IN_STOCK = 12;

  @RegisterExtension final Stage stage = new Stage();

  private ShopWindow shopper;
  private ConsoleWindow agent;

  @BeforeEach
  void aShopperAsksAndAnAgentTakesTheConversation() throws Exception {
    setStock(IN_STOCK);
    agent = stage.staff("agent");
    shopper = stage.shopper(Window.Size.DESK, "xiaoyu_88");
    shopper.consult("DRS-A", DRESS);
    shopper.sendOfferedCard();
    shopper.say("这件有货吗");
    agent.takeNext();
    assertThat(agent.at("card-1")).containsText("12");
  }

  /// The shop is everybody's.
  @AfterEach
  void putTheStockBack() throws Exception {
    isSilentOf(List.of());
    setStock(IN_STOCK);
  }

  @Test
  void theSuggestionGoesOutWithTwoKeysAndIsSeenToBeRead() {
    agent.picture("10-console-suggestion");

    agent.press("Alt+1");
    assertThat(agent.at("composer")).hasValue(Pattern.compile("12"));
    agent.picture("11-console-inserted");
    agent.press("Enter");

    assertThat(shopper.messages("agent")).containsText("12");
    assertThat(agent.messages("agent")).containsText("已读");
    assertThat(agent.at("pending")).hasCount(0);
    agent.picture("12-console-answered");
    shopper.window().picture("13-shop-answered");
  }

  @Test
  void whoComplainsIsSeenInTheListBeforeAnybodyHasLooked() {
    var other = stage.shopper(Window.Size.PHONE, "amin");
    other.consult("DRS-A", DRESS);
    other.say("你们什么态度，我要投诉");

    agent.enter("tab-queue");

    assertThat(agent.at("wants").first()).containsText("要投诉");
    agent.picture("16-console-who-complains");
    agent.takeNext();
    assertThat(agent.at("card-1")).containsText("安抚");
    assertThat(agent.at("do-escalate")).isVisible();
    agent.picture("16-console-soothes-first");
  }

  @Test
  void P_35_aMessageIsSeenToArriveBeforeItIsRead() {
    assertThat(shopper.messages("shopper").last()).containsText("已读");
    shopper.hide();

    agent.answer("还有的，现在就可以拍");

    assertThat(agent.messages("agent").last()).containsText("已送达");
    agent.picture("16-console-delivered");
    shopper.lookAgain();
    assertThat(agent.messages("agent").last()).containsText("已读");
    shopper.window().picture("17-shop-read");
  }

  @Test
  void aStockThatChangesBeforeSendingStopsTheReply() throws Exception {
    agent.press("Alt+1");
    setStock(3);
    agent.press("Enter");

    assertThat(agent.at("fact-change")).containsText("12 → 3");
    assertThat(shopper.messages("agent")).hasCount(0);
    agent.picture("14-console-fact-changed");
    agent.press("Enter");
    assertThat(agent.at("trouble")).isHidden();
    agent.press("Enter");
    assertThat(shopper.messages("agent")).containsText("3");
  }

  @Test
  void whatTheShopCannotTellAgainIsFoundOutBeforeTheReplyGoes() throws Exception {
    agent.press("Alt+1");
    isSilentOf(List.of("stock"));
    agent.press("Enter");
    assertThat(agent.at("fact-change")).containsText("12");

    agent.press("Enter");
    assertThat(agent.at("composer")).hasValue(Pattern.compile("【待核实】"));
    agent.press("Enter");

    assertThat(agent.at("trouble")).containsText("还有待核实的内容");
    assertThat(agent.at("composer")).hasValue(Pattern.compile("【待核实】"));
    assertThat(shopper.messages("agent")).hasCount(0);
    agent.picture("14-console-to-be-found-out");
  }

  @Test
  void aCardWhoseArticleWasRetiredIsNotSentInItsNameAndItsWordsStay() throws Exception {
    var talk = new AnswerTalk(new Cast(stage.http()), Rest.signedIn(stage.http(), "editor"));
    var article = talk.publish(Map.of("question", "竹篾果篮能不能进烤箱", "answer", "亲，不能进烤箱。"));
    shopper.say("竹篾果篮能不能进烤箱");
    assertThat(agent.at("card-1")).containsText("不能进烤箱");
    agent.press("Alt+1");
    assertThat(agent.at("composer")).hasValue("亲，不能进烤箱。");
    talk.retire(article);

    agent.press("Enter");

    assertThat(agent.at("trouble")).containsText("已更新、停用或过期");
    assertThat(agent.at("composer")).hasValue("亲，不能进烤箱。");
    assertThat(agent.at("card-1")).not().containsText("不能进烤箱");
    agent.picture("14-console-card-retired");
    agent.press("Enter");
    assertThat(agent.at("trouble")).isHidden();
    assertThat(shopper.messages("agent")).hasCount(0);
    agent.press("Enter");
    assertThat(shopper.messages("agent")).containsText("不能进烤箱");
  }

  @Test
  void askingAgainReadsTheStockAgain() throws Exception {
    setStock(3);

    agent.press("Alt+r");

    assertThat(agent.at("card-1")).containsText("3");
    assertThat(agent.at("card-1")).not().containsText("12");
  }

  @Test
  void aPromiseThatIsTooMuchIsStoppedAboveTheInput() {
    agent.answer("亲，补偿您现金30元");

    assertThat(agent.at("trouble")).isVisible();
    assertThat(agent.at("composer")).hasValue("亲，补偿您现金30元");
    assertThat(shopper.messages("agent")).hasCount(0);
    agent.picture("15-console-promise-stopped");
  }

  private void isSilentOf(List<String> facts) throws Exception {
    var cut = stage.till().put("/api/v1/demo/outage", Map.of("facts", facts, "until_s", 600));
    org.assertj.core.api.Assertions.assertThat(cut.status()).isEqualTo(200);
  }

  private void setStock(int stock) throws Exception {
    var set = stage.till().put("/api/v1/demo/products/" + DRESS, Map.of("stock", stock));
    org.assertj.core.api.Assertions.assertThat(set.status()).isEqualTo(200);
  }
}
