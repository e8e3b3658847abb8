package dev.kefu.insight;

import static dev.kefu.insight.TestReports.LI;
import static dev.kefu.insight.TestReports.WANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Stage;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Recalls;
import dev.kefu.conversation.TestConversations;
import dev.kefu.escalation.SheetFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small days of a shop, with every figure known beforehand.
class ReportsTest {

  private static final Shopper XIAOYU = TestConversations.shopper("xiaoyu");
  private static final Shopper DAZHUANG = TestConversations.shopper("dazhuang");

  @TempDir Path folder;
  private TestReports shop;

  @BeforeEach
  void open() {
    shop = TestReports.create(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aDayWithoutAnybodyHasNothingButNoughts() {
    var report = shop.service(Grouping.HOUR, null);

    assertThat(report.totals()).containsEntry("visits", 0L).doesNotContainKey("reply_avg_ms");
    assertThat(report.data()).hasSize(24);
  }

  @Test
  void waitingIsCountedFromTheFirstUnansweredMessage() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, id);
    seconds(10);
    shop.hear(XIAOYU, id);
    shop.take(LI, id);
    seconds(20);
    shop.answer(LI, id);
    seconds(5);
    shop.answer(LI, id);
    shop.hear(XIAOYU, id);
    seconds(200);
    shop.answer(LI, id);
    shop.close(Conversations.agent(LI), id);

    var totals = shop.service(Grouping.NONE, null).totals();

    assertThat(totals)
        .contains(
            entry("visits", 1L),
            entry("answered_visits", 1L),
            entry("closed_visits", 1L),
            entry("rounds", 2L),
            entry("answered_rounds", 2L),
            entry("first_reply_avg_ms", 30_000L),
            entry("reply_avg_ms", 115_000L),
            entry("reply_p50_ms", 30_000L),
            entry("reply_p90_ms", 200_000L),
            entry("in_3_min_rate", 0.5),
            entry("shopper_messages", 3L),
            entry("staff_messages", 3L),
            entry("staff_per_shopper_message", 1.0));
  }

  @Test
  void afterATransferTheNewAgentsClockStartsAnewAndTheShopsDoesNot() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.take(LI, id);
    shop.hear(XIAOYU, id);
    seconds(60);
    shop.transfer(LI, WANG, id);
    seconds(15);
    shop.answer(WANG, id);

    var report = shop.service(Grouping.AGENT, null);

    assertThat(report.totals())
        .contains(entry("first_reply_avg_ms", 75_000L), entry("transferred_visits", 1L));
    assertThat(row(report, "usr_wang"))
        .contains(entry("name", "wang"), entry("first_reply_avg_ms", 15_000L), entry("rounds", 1L));
    assertThat(row(report, "usr_li"))
        .contains(entry("visits", 1L), entry("answered_visits", 0L), entry("rounds", 0L))
        .contains(entry("transferred_visits", 1L));
  }

  @Test
  void whoStillWaitsIsToldApartFromWhoWasNeverAnswered() {
    var waiting = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, waiting);
    var left = shop.open(DAZHUANG, Stage.AFTER_SALE);
    shop.hear(DAZHUANG, left);
    shop.close(TestReports.sender(DAZHUANG), left);

    var report = shop.service(Grouping.STAGE, null);

    assertThat(report.totals())
        .contains(
            entry("waiting_rounds", 1L),
            entry("left_rounds", 1L),
            entry("in_3_min_rate", 0.0),
            entry("answered_rate", 0.0));
    assertThat(row(report, "pre_sale")).contains(entry("name", "售前"), entry("left_rounds", 0L));
    assertThat(row(report, "after_sale")).contains(entry("left_rounds", 1L));
  }

  @Test
  void whatWasTakenBackWaitsForNobody() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, id);
    shop.change(
        id,
        change ->
            change.withdraw(
                TestReports.sender(XIAOYU), change.conversation().head(), Recalls.RECALLED));

    assertThat(shop.service(Grouping.NONE, null).totals()).contains(entry("waiting_rounds", 0L));
  }

  @Test
  void aReopenedOrLongSilentConversationIsAnotherVisitOfTheSameShopper() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.take(LI, id);
    shop.hear(XIAOYU, id);
    shop.answer(LI, id);
    shop.later(Reading.SILENCE);
    shop.hear(XIAOYU, id);
    seconds(40);
    shop.answer(LI, id);
    shop.close(Conversations.agent(LI), id);
    shop.reopen(TestReports.sender(XIAOYU), id);
    seconds(500);
    shop.hear(XIAOYU, id);
    seconds(50);
    shop.answer(LI, id);

    var totals = shop.service(Grouping.NONE, null).totals();

    assertThat(totals)
        .contains(
            entry("visits", 3L),
            entry("shoppers", 1L),
            entry("first_reply_avg_ms", 30_000L),
            entry("first_reply_p90_ms", 50_000L));
  }

  @Test
  void whoWaitsOverNightIsStillOnTheSameVisit() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, id);
    shop.later(Duration.ofHours(5));
    shop.hear(XIAOYU, id);

    var totals = shop.service(Grouping.NONE, null).totals();

    assertThat(totals).contains(entry("visits", 1L), entry("rounds", 1L));
  }

  @Test
  void hoursAndDaysAreTheShops() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, id);

    assertThat(row(shop.service(Grouping.HOUR, null), "09")).contains(entry("visits", 1L));
    assertThat(row(shop.service(Grouping.DAY, null), "2026-11-25")).contains(entry("visits", 1L));
  }

  @Test
  void aReplyOfTomorrowCountsForTheDayTheShopperAsked() {
    shop.later(Duration.ofHours(14).plusMinutes(59));
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.hear(XIAOYU, id);
    shop.later(Duration.ofHours(1));
    shop.take(LI, id);
    shop.answer(LI, id);

    var totals = shop.service(Grouping.NONE, null).totals();

    assertThat(totals)
        .contains(
            entry("reply_avg_ms", 3_600_000L),
            entry("staff_messages", 0L),
            entry("answered_rounds", 1L))
        .doesNotContainKey("in_3_min_rate");
  }

  @Test
  void theLastRatingOfADayCountsForWhoRepliedLast() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.take(LI, id);
    shop.hear(XIAOYU, id);
    shop.answer(LI, id);
    shop.rate(XIAOYU, id, 1, "慢");
    seconds(5);
    shop.rate(XIAOYU, id, 4, "热情", "=1+1");
    var other = shop.open(DAZHUANG, Stage.AFTER_SALE);
    shop.take(WANG, other);
    shop.hear(DAZHUANG, other);
    shop.answer(WANG, other);
    shop.rate(DAZHUANG, other, 2, "慢");

    var report = shop.satisfaction(Grouping.TAG, null);

    assertThat(report.totals())
        .contains(
            entry("ratings", 2L),
            entry("satisfied", 1L),
            entry("satisfied_rate", 0.5),
            entry("score_avg", 3.0),
            entry("score_1", 0L));
    assertThat(row(report, "慢")).contains(entry("ratings", 1L), entry("score_avg", 2.0));
    assertThat(row(shop.satisfaction(Grouping.AGENT, null), "usr_li"))
        .contains(entry("ratings", 1L), entry("score_avg", 4.0));
    assertThat(shop.satisfaction(Grouping.NONE, "usr_wang").totals())
        .contains(entry("ratings", 1L), entry("score_avg", 2.0));
  }

  @Test
  void aRatingCountsForADayAfterTheEndAndThenNowhere() {
    var id = served(XIAOYU, LI);
    shop.close(Conversations.agent(LI), id);
    var other = served(DAZHUANG, WANG);
    shop.close(Conversations.agent(WANG), other);
    shop.later(Reading.RATED_WITHIN);
    shop.rate(XIAOYU, id, 5);
    seconds(1);
    shop.rate(XIAOYU, id, 1, "慢");
    shop.rate(DAZHUANG, other, 2, "慢");

    assertThat(shop.satisfaction(Grouping.NONE, null, TestReports.nextDay()).totals())
        .contains(entry("ratings", 1L), entry("score_avg", 5.0));
    assertThat(shop.satisfaction(Grouping.TAG, null, TestReports.nextDay()).data()).isEmpty();
  }

  @Test
  void whoComesBackIsAskedAnew() {
    var id = served(XIAOYU, LI);
    shop.close(Conversations.agent(LI), id);
    shop.later(Reading.RATED_WITHIN.plusSeconds(1));
    shop.reopen(TestReports.sender(XIAOYU), id);
    shop.rate(XIAOYU, id, 4);

    assertThat(shop.satisfaction(Grouping.NONE, null, TestReports.nextDay()).totals())
        .contains(entry("ratings", 1L));
  }

  private ConversationId served(Shopper shopper, Staff by) {
    var id = shop.open(shopper, Stage.PRE_SALE);
    shop.take(by, id);
    shop.hear(shopper, id);
    shop.answer(by, id);
    return id;
  }

  @Test
  void aCardThatIsMadeAnewForTheSameMessageCountsOnce() {
    var id = served(XIAOYU, LI);
    shop.suggest(id, 2, "kb_a", "as_is", null);
    shop.suggest(id, 2, "kb_a", null, "outdated");
    shop.suggest(id, 2, "kb_b", null, null);
    shop.suggest(id, 2, "kb_b", null, null);
    shop.suggest(id, 3, "kb_a", "edited", null);

    var report = shop.suggestions(Grouping.ARTICLE, null);

    assertThat(row(report, "kb_a"))
        .contains(
            entry("shown", 2L),
            entry("used_as_is", 1L),
            entry("used_edited", 1L),
            entry("ignored", 0L),
            entry("marked_wrong", 1L));
    assertThat(row(report, "kb_b")).contains(entry("shown", 1L), entry("ignored", 1L));
  }

  @Test
  void aSheetHoldsNoFormulaEvenWhenAShopperWroteOne() throws Exception {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.rate(XIAOYU, id, 5, "=HYPERLINK(\"http://x\")", "好,很好");

    var sheet = ReportSheet.of(shop.satisfaction(Grouping.TAG, null));
    var csv = SheetFile.csv(sheet);
    var book = parts(SheetFile.xlsx(sheet));

    assertThat(csv)
        .startsWith("\uFEFF评价标签,名称,评价数,满意,满意率(%)")
        .contains("\"'=HYPERLINK(\"\"http://x\"\")\"")
        .contains("\r\n\"好,很好\",\"好,很好\",1,1,100")
        .contains("\r\n合计,合计,1,1,100");
    assertThat(book.get("xl/sharedStrings.xml")).contains("=HYPERLINK(");
    assertThat(book.get("xl/worksheets/sheet1.xml")).contains("<v>100</v>").doesNotContain("<f>");
  }

  private Map<String, String> parts(byte[] book) throws IOException {
    var parts = new HashMap<String, String>();
    try (var zip = new ZipFile(Files.write(folder.resolve("report.xlsx"), book).toFile())) {
      for (var part : Collections.list(zip.entries())) {
        var bytes = zip.getInputStream(part).readAllBytes();
        parts.put(part.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void everyFigureHasAHeadingAndASheetHasSecondsAndYuan() {
    var id = shop.open(XIAOYU, Stage.PRE_SALE);
    shop.take(LI, id);
    shop.hear(XIAOYU, id);
    seconds(1);
    shop.answer(LI, id);

    assertThat(SheetFile.csv(ReportSheet.of(shop.service(Grouping.AGENT, null))))
        .contains("首次响应平均(秒)")
        .contains(",1.000,");
    assertThat(SheetFile.csv(ReportSheet.of(shop.suggestions(Grouping.ARTICLE, null))))
        .contains("采纳");
    assertThat(SheetFile.csv(ReportSheet.of(shop.escalations(Grouping.FORM, null))))
        .contains("补偿金额(元)");
  }

  private void seconds(long seconds) {
    shop.later(Duration.ofSeconds(seconds));
  }

  private static Map<String, Object> row(Report report, String key) {
    return report.data().stream()
        .filter(row -> key.equals(row.get("key")))
        .findFirst()
        .orElseThrow();
  }
}
