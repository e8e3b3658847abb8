package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// After the purchase, as it is seen: a claim goes from the shopper's phone over the agent's and
/// the supervisor's keyboards to the ledger, and the answer back to the phone.
class ClaimWindowTest {

  @RegisterExtension final Stage stage = new Stage();

  private ConsoleWindow agent;
  private ConsoleWindow supervisor;

  @BeforeEach
  void staffComeToWork() {
    agent = stage.staff("agent3");
    supervisor = stage.staff("supervisor", "/console/desk");
  }

  @Test
  void anApprovedClaimIsPaidOnceAndEverybodySeesIt() {
    var order = "YS4400202948";
    var shopper = aClaimWaitsForDecision("xiaoyu_88", order, "收到就破了，要求赔30元", "30.00");

    assertThat(supervisor.at("my-rule")).containsText("规则内");
    assertThat(supervisor.at("shopper-history")).isVisible();
    supervisor.press("a");
    assertThat(supervisor.at("undo-bar")).containsText("¥30.00");
    supervisor.picture("23-desk-approve");
    supervisor.press("z");
    assertThat(supervisor.at("case-status")).containsText("主管审批中");
    assertThat(agent.event("decide").last()).containsText("撤销决定");
    assertThat(agent.event("grant")).hasCount(0);
    assertThat(supervisor.at("my-rule")).containsText("规则内");
    supervisor.press("a");

    assertThat(agent.event("decide").last()).containsText("同意");
    assertThat(agent.event("grant")).containsText("已打款");
    assertThat(shopper.event("grant")).containsText("30");
    agent.picture("24-console-claim-granted");
    shopper.window().picture("25-phone-claim-granted");
    assertThat(ledgerOf(order)).hasCount(1);
    assertThat(ledgerOf(order)).containsText("¥30.00");
    assertThat(ledgerOf(order)).containsText("已打款");
    supervisor.picture("26-desk-ledger");
    supervisor.enter("ledger-finance");
    assertThat(supervisor.at("finance-totals")).containsText("¥30.00");
    assertThat(supervisor.at("ledger-check")).containsText("账目一致");
    supervisor.enter("compare");
    assertThat(supervisor.at("no-differences")).isVisible();
    supervisor.picture("26-desk-finance");
    supervisor.enter("tab-outreach");
    assertThat(supervisor.at("task").first()).isVisible();
    supervisor.picture("30-desk-outreach");
  }

  @Test
  void anAgentTellsShoppersBeforeTheyAskAndTicksOffWhoKnows() {
    agent.enter("nav-outreach");
    assertThat(agent.at("owed-count")).isVisible();
    assertThat(agent.at("shelf-alerts")).isVisible();
    assertThat(agent.at("task").first()).isVisible();
    agent.picture("34-console-outreach");
    var order = agent.at("task").first().locator("td").first().innerText();

    agent.at("task-done").first().press("Enter");

    assertThat(agent.at("task").filter(new Locator.FilterOptions().setHasText(order))).hasCount(0);
  }

  @Test
  void whatIsWarnedOfIsToldToShoppersByANamedReason() {
    agent.enter("nav-outreach");
    var batch = agent.at("batch").last();
    var cause = batch.getAttribute("data-cause");
    batch.locator("button").press("Enter");
    assertThat(agent.at("task").first()).isVisible();
    agent.window().expectARefusal(422);

    agent.at("outreach-text").fill("店铺活动七五折，活动页可以看到");
    agent.enter("outreach-send");

    assertThat(agent.at("outreach-warned")).isVisible();
    assertThat(agent.at("outreach-result")).hasCount(0);
    agent.enter("outreach-override-on_page");
    assertThat(agent.at("batches").locator("[data-cause='" + cause + "']")).hasCount(0);
  }

  @Test
  void aClaimIsMadeOnAnOrderWhateverGoodsWereLookedAtAndWhereverThePictureIs() throws Exception {
    var order = "YS4400183807";
    var buyer = new Cast(stage.http()).buyer("wangnvshi");
    var about = Map.of("order", order, "sku", "DRS-A-BK-M");
    var conversation = Cast.open(buyer, "after_sale", about);
    var file =
        Rest.visitor(stage.http(), buyer.token())
            .upload(
                "/api/v1/files?conversation=" + conversation, "crack.png", PictureStoryTest.png())
            .body()
            .path("file")
            .asString();
    buyer
        .socket()
        .say(
            conversation,
            java.util.UUID.randomUUID().toString(),
            Map.of("kind", "image", "file", file));
    buyer.socket().say(conversation, "收到就破了，要求赔5元");
    for (var i = 0; i < 8; i++) {
      buyer.socket().say(conversation, "还在吗 " + i);
    }
    agent.takeNext();
    assertThat(agent.messages("shopper").last()).containsText("还在吗 7");

    agent.press("Alt+u");
    assertThat(agent.at("escalate-proposal")).hasValue("5.00");
    assertThat(agent.at("escalate-ruling")).containsText("可直接办理");
    assertThat(agent.at("evidence-pick")).isChecked();
    agent.at("evidence-pick").uncheck();
    assertThat(agent.at("escalate-ruling")).containsText("需要买家图片");
    agent.at("evidence-pick").check();
    assertThat(agent.at("escalate-submit")).containsText("直接执行");
    agent.picture("35-console-escalate-evidence");
    agent.press("Control+Enter");

    assertThat(agent.event("grant")).containsText("已打款");
  }

  @Test
  void aRejectedClaimPaysNothingAndEverybodySeesIt() {
    var order = "YS4400211316";
    var shopper = aClaimWaitsForDecision("wangnvshi", order, "床单有一处开线，赔我60元", "60.00");

    supervisor.press("q");
    assertThat(supervisor.at("decide-remark")).isFocused();
    supervisor.type("哪一处开线？");
    supervisor.press("Enter");
    assertThat(agent.at("case-strip")).containsText("哪一处开线？");
    agent.picture("27-console-asked");
    agent.write("case-answer", "左下角");
    agent.press("Enter");
    assertThat(supervisor.at("case-words")).containsText("左下角");

    supervisor.press("r");
    assertThat(supervisor.at("decide-remark")).isFocused();
    supervisor.type("请先补照片");
    supervisor.picture("27-desk-reject");
    supervisor.press("Enter");

    assertThat(agent.event("decide").last()).containsText(Pattern.compile("驳回.*请先补照片"));
    assertThat(shopper.event("system").last()).isVisible();
    agent.picture("28-console-claim-rejected");
    shopper.window().picture("29-phone-claim-rejected");
    assertThat(ledgerOf(order)).hasCount(0);
  }

  @Test
  void aPriceIsLoweredBesideTheOrderAndEverybodySeesIt() {
    var order = "YS4400286949";
    var shopper = stage.shopper(Window.Size.PHONE, "amin");
    shopper.consultOrder(order);
    shopper.say("能便宜几块吗，我马上付");
    agent.takeNext();
    var orders = agent.at("order").filter(new Locator.FilterOptions().setHasText(order));
    assertThat(orders).containsText("¥189.00");
    assertThat(orders.locator("[data-test=payable-total]")).containsText("¥");
    assertThat(agent.at("dispatch-words")).containsText("发");
    orders.locator("[data-test=payable] summary").press("Enter");
    assertThat(orders.locator("[data-test=payable-step]").first()).isVisible();
    agent.picture("30-console-payable");
    agent.press("Alt+u");
    agent.at("escalate-kind").selectOption("discount");
    assertThat(agent.at("escalate-form")).containsText("改价");
    assertThat(agent.at("escalate-reason")).containsText("议价");
    agent.picture("33-console-escalate-discount");
    agent.press("Escape");
    assertThat(agent.at("escalate-sheet")).isHidden();

    orders.locator("[data-test=price-change]").press("Enter");
    assertThat(agent.at("price-off")).isFocused();
    agent.type("10");
    assertThat(agent.at("price-ruling")).containsText("主管");
    agent.picture("31-console-price-above");
    agent.write("price-off", "4");
    assertThat(agent.at("price-new")).hasValue("185.00");
    assertThat(agent.at("price-ruling")).containsText("¥9.45");
    agent.at("price-cancel").press("Enter");
    assertThat(agent.at("price-sheet")).isHidden();
    assertThat(agent.event("grant")).hasCount(0);
    orders.locator("[data-test=price-change]").press("Enter");
    assertThat(agent.at("price-off")).isFocused();
    agent.write("price-off", "4");
    assertThat(agent.at("price-ruling")).containsText("¥9.45");
    agent.press("Enter");

    assertThat(agent.event("grant")).containsText("改价");
    assertThat(shopper.event("grant")).containsText("优惠 4.00 元");
    assertThat(orders).containsText("¥185.00");
    agent.picture("32-console-price-changed");
  }

  @Test
  void aSupervisorWhoServesAShopperIsNotTornAwayByANewCase() throws Exception {
    // Only a desk that was open hears of cases from then on.
    assertThat(supervisor.window().page().locator("kefu-supervisor")).isVisible();
    supervisor.enter("nav-reception");
    var shopper = stage.shopper(Window.Size.DESK, "amin");
    shopper.consult("DRS-A", "DRS-A-WH-M");
    shopper.say("在吗");
    supervisor.takeNext();
    supervisor.type("在的，我先");

    var cast = new Cast(stage.http());
    var claimant = cast.buyer("wangnvshi");
    var conversation = Cast.open(claimant, "after_sale", Map.of("order", "YS4400183807"));
    claimant.socket().say(conversation, "我要投诉");
    var colleague = cast.staff("agent3").socket();
    colleague.command("take", conversation, Map.of());
    var complaint = Map.of("kind", "complaint", "reason", "quality", "note", "要求主管回电");
    var asked =
        supervisor
            .window()
            .page()
            .waitForResponse(
                answer ->
                    answer.url().contains("/api/v1/cases?") && answer.text().contains(conversation),
                () -> tell(colleague, conversation, complaint));

    org.assertj.core.api.Assertions.assertThat(asked.ok()).isTrue();
    assertThat(supervisor.at("thread-title")).containsText("amin");
    assertThat(supervisor.at("composer")).hasValue("在的，我先");

    supervisor.enter("nav-desk");
    assertThat(supervisor.at("case-status")).containsText("主管审批中");
    supervisor.press("r");
    supervisor.type("已回电");
    supervisor.press("Enter");
    assertThat(supervisor.at("case-status")).containsText("已驳回");
  }

  @Test
  void aCourierIsAskedForTheMoneyBesideTheOrderAndWhatItPaysStandsInTheReport() throws Exception {
    var order = "YS4400172507";
    var buyer = new Cast(stage.http()).buyer("meiling2020");
    var conversation = Cast.open(buyer, "after_sale", Map.of("order", order));
    buyer.socket().say(conversation, "收到的东西压坏了");
    agent.takeNext();
    var orders = agent.at("order").filter(new Locator.FilterOptions().setHasText(order));

    orders.locator("[data-test=courier-open]").press("Enter");
    agent.at("courier-reason").selectOption("damaged");
    agent.write("courier-asked", "30");
    agent.write("courier-reference", "CJ-20261126-1");
    agent.at("courier-filed").fill(nineDaysAgo());
    agent.picture("37-console-courier-claim");
    agent.at("courier-submit").press("Enter");
    assertThat(orders.locator("[data-test=courier-status]")).containsText("快递逾期未答复");

    theCourierIsReminded(order);
    supervisor.enter("tab-ledger");
    supervisor.enter("ledger-couriers");
    var claim =
        supervisor.at("courier-claim").filter(new Locator.FilterOptions().setHasText(order));
    assertThat(claim).containsText("CJ-20261126-1");
    claim.locator("[data-test=courier-paid-sum]").fill("20");
    claim.locator("[data-test=courier-paid]").press("Enter");
    assertThat(claim).hasCount(0);
    supervisor.enter("courier-tab-settled");
    assertThat(claim).containsText("快递已赔 ¥20.00");
    assertThat(supervisor.at("courier-totals")).containsText("¥20.00");
    supervisor.picture("38-desk-courier-claims");
  }

  /// As a field for a moment takes it, at the shop.
  private static String nineDaysAgo() {
    return LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
        .minusDays(9)
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  private void theCourierIsReminded(String order) throws Exception {
    var till = stage.till();
    till.put("/api/v1/demo/orders/" + order, Map.of("note", "催快递"));
    await()
        .until(
            () -> till.get("/api/v1/tasks?cause=courier_claim%20zto").raw().body().contains(order));
    supervisor.enter("tab-outreach");
    supervisor.window().page().locator("[data-cause='courier_claim zto'] button").press("Enter");
    assertThat(supervisor.at("outreach-claims")).isVisible();
    assertThat(supervisor.at("outreach-send")).hasCount(0);
    var task = supervisor.at("task").filter(new Locator.FilterOptions().setHasText(order));
    assertThat(task).containsText("请催办或登记结果");
    supervisor.picture("39-desk-courier-late");
    task.locator("[data-test=task-done]").press("Enter");
    assertThat(task).hasCount(0);
  }

  @Test
  void whoPressesTwiceDecidesOneCaseAndWhoIsLateReadsWhoWasFaster() throws Exception {
    var cast = new Cast(stage.http());
    var colleague = cast.staff("agent3");
    var manager = cast.staff("manager").rest();
    var first = complaint(cast, colleague, "lanxin_mama");
    var second = complaint(cast, colleague, "wanqing_shop");
    var third = complaint(cast, colleague, "liping");

    open(first);
    supervisor.press("a");
    supervisor.press("Enter");
    supervisor.press("a");
    supervisor.press("Enter");

    assertThat(row(first)).hasCount(0);
    assertThat(supervisor.at("case-status")).containsText("主管审批中");
    assertThat(row(second)).hasCount(1);
    assertThat(row(third)).hasCount(1);

    open(third);
    reject(manager, third);
    supervisor.press("a");
    supervisor.press("Enter");

    assertThat(supervisor.at("toasts")).containsText(Pattern.compile("已处理这个案件：已驳回"));
    assertThat(supervisor.at("case-status")).containsText("已驳回");
    supervisor.picture("36-desk-lost");
    assertThat(row(third)).hasCount(0);
    assertThat(row(second)).hasCount(1);
    reject(manager, second);
  }

  private static String complaint(Cast cast, Cast.Member colleague, String buyer) throws Exception {
    var visit = cast.buyer(buyer);
    var conversation = Cast.open(visit, "after_sale", Map.of());
    visit.socket().say(conversation, "我要投诉");
    colleague.socket().command("take", conversation, Map.of());
    var claim = Map.of("kind", "complaint", "reason", "quality", "note", "要求主管回电");
    return colleague.socket().command("escalate", conversation, claim).path("case").asString();
  }

  private static void reject(Rest manager, String id) throws Exception {
    var answer =
        manager.put(
            "/api/v1/cases/" + id + "/decision",
            Map.of("outcome", "reject", "remark", "已回电"),
            "If-Match",
            "\"1\"");
    org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(200);
  }

  private Locator row(String id) {
    return supervisor.window().page().locator("[data-test=case][data-case=" + id + "]");
  }

  private void open(String id) {
    row(id).locator("button").press("Enter");
    assertThat(row(id)).hasAttribute("aria-current", "true");
    assertThat(supervisor.at("case-status")).containsText("主管审批中");
  }

  private static void tell(Socket colleague, String conversation, Map<String, String> complaint) {
    try {
      var answer = colleague.command("escalate", conversation, complaint);
      org.assertj.core.api.Assertions.assertThat(answer.path("status").asString())
          .as(answer.toString())
          .isEqualTo("pending");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ShopWindow aClaimWaitsForDecision(String buyer, String order, String words, String sum) {
    var shopper = stage.shopper(Window.Size.PHONE, buyer);
    shopper.consultOrder(order);
    shopper.sendOfferedCard();
    shopper.say(words);
    shopper.window().picture("20-phone-claim-" + buyer);
    agent.takeNext();
    assertThat(agent.messages("shopper").last()).containsText(words);

    agent.press("Alt+u");
    assertThat(agent.at("escalate-proposal")).hasValue(sum);
    assertThat(agent.at("escalate-order")).hasValue(order);
    assertThat(agent.at("escalate-rule")).isVisible();
    assertThat(agent.at("escalate-ruling")).containsText("将提交主管");
    assertThat(agent.at("playbook")).isVisible();
    agent.picture("21-console-escalate-" + buyer);
    agent.press("Control+Enter");

    assertThat(agent.event("escalate")).isVisible();
    assertThat(supervisor.at("proposal")).containsText(sum);
    supervisor.picture("22-desk-case-" + buyer);
    return shopper;
  }

  private Locator ledgerOf(String order) {
    supervisor.enter("tab-ledger");
    assertThat(supervisor.window().page().locator("kefu-ledger h2").first()).isVisible();
    return supervisor.at("ledger-row").filter(new Locator.FilterOptions().setHasText(order));
  }
}
