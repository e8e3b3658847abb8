package dev.kefu.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.account.TestStaff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.TestConversations;
import dev.kefu.escalation.PlayedCases;
import dev.kefu.insight.Samples.Item;
import dev.kefu.rulebook.TestReplies;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a week's draw shows, and what becomes of it.
class SamplesTest {

  private static final Staff ZHAO = TestConversations.staff("zhao", "pre_sale", Role.SUPERVISOR);
  private static final SampleWeek WEEK = week("2026-W48");
  private static final Instant MONDAY = WEEK.from();

  @TempDir Path folder;
  private PlayedCases cases;
  private Samples samples;

  @BeforeEach
  void open() {
    cases = PlayedCases.create(folder);
    samples =
        new Samples(
            database().reader(),
            database().writer(),
            TestConversations.JSON,
            Clock.fixed(TestReports.NINE, TestReports.SHANGHAI));
  }

  @AfterEach
  void close() {
    cases.close();
  }

  private TestDatabase database() {
    return cases.database();
  }

  private static SampleWeek week(String name) {
    return SampleWeek.of(name, TestReports.SHANGHAI, TestReports.NINE);
  }

  private void overrides(int count, Instant from) {
    for (int i = 0; i < count; i++) {
      database()
          .writer()
          .sql(
              """
              insert into reply_override (conversation, staff, mid, reason, rules, stage, at)
              values (:conversation, 'usr_li', 'mid-12345678', 'on_page', 'K-PRICE,K-TIME', 'pre_sale', :at)
              """)
          .param("conversation", "cnv_" + from.getEpochSecond() + "_" + i)
          .param("at", from.plus(Duration.ofMinutes(i)).toEpochMilli())
          .update();
    }
  }

  private static List<String> ids(Samples.Sample sample) {
    return sample.data().stream().map(Item::id).toList();
  }

  @Test
  void everybodySeesTheSameTwenty() {
    overrides(60, MONDAY);

    var drawn = samples.of(WEEK);

    assertThat(drawn.candidates()).isEqualTo(60);
    assertThat(drawn.data()).hasSize(Samples.SIZE).isSortedAccordingTo(this::byTime);
    assertThat(ids(samples.of(WEEK))).isEqualTo(ids(drawn));
    assertThat(drawn.data().getLast().at())
        .as("not the first ones")
        .isAfter(MONDAY.plus(Duration.ofMinutes(Samples.SIZE)));
    assertThat(drawn.data().getFirst().rules()).containsExactly("K-PRICE", "K-TIME");
  }

  private int byTime(Item a, Item b) {
    return a.at().compareTo(b.at());
  }

  @Test
  void aWeekShowsItsOwnAlone() {
    overrides(3, MONDAY);
    overrides(4, MONDAY.plus(Duration.ofDays(7)));

    assertThat(samples.of(WEEK).data()).hasSize(3);
    assertThat(samples.of(week("2026-W49")).data()).hasSize(4);
    assertThat(samples.of(week("2026-W47")).data()).isEmpty();
  }

  @Test
  void aVerdictIsKeptReplacedAndCounted() {
    overrides(5, TestReports.NINE);
    var id = ids(samples.of(WEEK)).getFirst();

    samples.judge(WEEK, id, ZHAO, "right", null);
    var judged = samples.judge(WEEK, id, ZHAO, "wrong", "页面没有");

    assertThat(judged.right()).isZero();
    assertThat(judged.wrong()).isEqualTo(1);
    assertThat(judged.data().getFirst().judged())
        .extracting(Samples.Judged::verdict, Samples.Judged::note, Samples.Judged::byName)
        .containsExactly("wrong", "页面没有", ZHAO.name());
    var report =
        new OverridesReport(
                database().reader(), new Names(TestStaff.directory(database().writer(), ZHAO)))
            .make(TestReports.query(Grouping.AGENT, null));
    assertThat(report.totals())
        .contains(entry("overrides", 5L), entry("judged_right", 0L), entry("judged_wrong", 1L));
    assertThat(report.data().getFirst()).contains(entry("judged_wrong", 1L));
  }

  @Test
  void whatWasJudgedStaysWhenOthersComeIn() {
    overrides(Samples.SIZE, MONDAY);
    var ids = ids(samples.of(WEEK));
    ids.forEach(id -> samples.judge(WEEK, id, ZHAO, "right", null));

    overrides(200, MONDAY.plus(Duration.ofDays(1)));

    assertThat(ids(samples.of(WEEK))).containsAll(ids).hasSizeGreaterThan(Samples.SIZE);
  }

  @Test
  void aDecisionBesideTheRulesIsDrawnWithItsRemark() {
    var within = cases.open(PlayedCases.WANG, 2_000);
    cases.approve(within, Duration.ofMinutes(1));
    var opened = cases.open(PlayedCases.LI, 5_500);
    cases.approveBeside(opened, "老顾客，破例一次");
    var week = SampleWeek.of(null, TestReports.SHANGHAI, cases.now().plus(Duration.ofDays(7)));

    var drawn = samples.of(week).data();

    assertThat(drawn)
        .singleElement()
        .satisfies(item -> {
          assertThat(item.kind()).isEqualTo("beside");
          assertThat(item.caseId()).isEqualTo(opened.id());
          assertThat(item.remark()).isEqualTo("老顾客，破例一次");
          assertThat(item.amountFen()).isEqualTo(5_500);
        });
    samples.judge(week, drawn.getFirst().id(), ZHAO, "wrong", "没有照片");
    new ErasedSamples(database().writer())
        .erase(
            new Shopper(new ShopperId("shp_1"), "小雨", null),
            List.of(new ConversationId(drawn.getFirst().conversation())));
    assertThat(samples.of(week).data().getFirst().judged())
        .extracting(Samples.Judged::verdict, Samples.Judged::note)
        .containsExactly("wrong", null);
  }

  @Test
  void whatWasToldToAShopperBeforeTheyAskedIsReadInTheDraw() {
    var shopper = TestConversations.shopper("lily");
    var conversations = cases.conversations();
    var id = conversations.open(shopper, Stage.AFTER_SALE, Context.NONE).id();
    var told = TestReplies.warned("店铺活动七五折，活动页可以看到").past("on_page");
    conversations.change(
        id,
        change -> {
          var event = change.tell(PlayedCases.LI, "task_1", told, Map.of("code", "outreach"));
          database()
              .writer()
              .sql(
                  """
                  insert into task (id, kind, order_id, buyer, text, status, opened_at, due_at,
                    conversation, sent_seq)
                  values ('task_1', 'late_shipment', 'YS1', 'lily', '', 'sent', 1, 1, :id, :seq)
                  """)
              .param("id", id.value())
              .param("seq", event.seq())
              .update();
          return event;
        });
    var week = SampleWeek.of(null, TestReports.SHANGHAI, cases.now().plus(Duration.ofDays(7)));

    assertThat(samples.of(week).data())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.text()).isEqualTo("店铺活动七五折，活动页可以看到");
          assertThat(item.override()).isEqualTo("on_page");
          assertThat(item.seq()).isNotNull();
        });
  }

  @Test
  void nobodyJudgesTheirOwnOrWhatWasNotDrawn() {
    overrides(1, MONDAY);
    var id = ids(samples.of(WEEK)).getFirst();
    var li = TestConversations.staff("li", "pre_sale", Role.SUPERVISOR);

    assertRefused(ErrorCode.FORBIDDEN, () -> samples.judge(WEEK, id, li, "right", null));
    assertRefused(ErrorCode.NOT_FOUND, () -> samples.judge(WEEK, "0", ZHAO, "right", null));
    assertRefused(
        ErrorCode.NOT_FOUND, () -> samples.judge(week("2026-W47"), id, ZHAO, "right", null));
  }

  @Test
  void aWeekIsOneOfTheCalendar() {
    assertThat(week("2026-W01").from()).isEqualTo("2025-12-28T16:00:00Z");
    assertThat(week("2026-W53").to()).isEqualTo("2027-01-03T16:00:00Z");
    assertThat(SampleWeek.of(null, TestReports.SHANGHAI, TestReports.NINE).name())
        .isEqualTo("2026-W47");
    for (var name : List.of("2025-W53", "2026-W00", "2026-W54", "2026-11", "W48")) {
      assertRefused(ErrorCode.BAD_REQUEST, () -> week(name));
    }
  }

  private static void assertRefused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
