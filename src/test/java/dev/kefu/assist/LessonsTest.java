package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Confidence;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Risk;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What agents do with cards changes what comes first, as long as nobody undoes it.
class LessonsTest {

  private static final Staff EDITOR =
      new Staff(new StaffId("usr_editor"), "editor", "小周", Set.of(Role.EDITOR), null);
  private static final Instant NOW = Instant.parse("2026-07-01T04:00:00Z");

  private static final String ASKED = "这件下水会缩水吗";
  private static final String AGAIN = "下水洗会不会缩水";

  /// What the search finds: the right one stands second.
  private static final List<Hit> FOUND =
      List.of(
          hit("kb_stock", 0.55, Confidence.MEDIUM),
          hit("kb_wash", 0.50, Confidence.LOW),
          hit("kb_far", 0.30, Confidence.NONE));

  @TempDir Path folder;

  private TestDatabase database;
  private Lessons lessons;
  private int rounds;

  @BeforeEach
  void aHouse() {
    database = TestDatabase.create(folder);
    lessons =
        new Lessons(
            new LessonRows(database.writer(), database.reader()),
            TestMeaning.shared(),
            UnaryOperator.identity(),
            database.transactions(),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void itCloses() {
    database.close();
  }

  @Test
  void whatTwoAgentsSentComesFirstAndUndoingBringsTheOldOrderBack() {
    assertThat(order(ASKED)).first().isEqualTo("kb_stock");

    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    assertThat(order(AGAIN)).first().isEqualTo("kb_stock");
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    assertThat(order(AGAIN)).first().isEqualTo("kb_wash");
    assertThat(order("多少钱包邮")).first().isEqualTo("kb_stock");

    assertThat(lessons.undo(EDITOR, "kb_wash", ASKED)).isTrue();
    assertThat(lessons.applied(AGAIN, FOUND)).isEqualTo(FOUND);
    assertThat(lessons.undo(EDITOR, "kb_wash", ASKED)).isFalse();
  }

  @Test
  void whatIsLearnedIsWorthShowingButNeverCertain() {
    learn(ASKED, "kb_far", Lesson.Outcome.AS_IS);
    learn(AGAIN, "kb_far", Lesson.Outcome.AS_IS);

    var far =
        lessons.applied(ASKED, FOUND).stream()
            .filter(hit -> hit.article().equals("kb_far"))
            .findFirst()
            .orElseThrow();

    assertThat(far.score()).isGreaterThan(0.30);
    assertThat(far.confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void whatIsRejectedGoesBehindAndIsHeldForNoMoreThanAHint() {
    learn(ASKED, "kb_stock", Lesson.Outcome.OFF_TOPIC);
    learn(ASKED, "kb_stock", Lesson.Outcome.OFF_TOPIC);

    var first = lessons.applied(ASKED, FOUND);

    assertThat(first).extracting(Hit::article).first().isEqualTo("kb_wash");
    assertThat(first.get(1).confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  void aYesAndANoCancelEachOther() {
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    learn(ASKED, "kb_wash", Lesson.Outcome.OFF_TOPIC);

    assertThat(lessons.applied(ASKED, FOUND)).isEqualTo(FOUND);
  }

  @Test
  void fourWhoEditedSayAsMuchAsTwoWhoDidNot() {
    for (int i = 0; i < 3; i++) {
      learn(ASKED, "kb_wash", Lesson.Outcome.EDITED);
    }
    assertThat(order(ASKED)).first().isEqualTo("kb_stock");

    learn(ASKED, "kb_wash", Lesson.Outcome.EDITED);

    assertThat(order(ASKED)).first().isEqualTo("kb_wash");
  }

  @Test
  void oneAgentCountsOnceHoweverOften() {
    for (int i = 0; i < 5; i++) {
      learn(new ConversationId("cnv_" + rounds++), ASKED, "kb_wash", Lesson.Outcome.AS_IS, "usr_a");
    }
    assertThat(order(ASKED)).first().isEqualTo("kb_stock");
    assertThat(lessons.of("kb_wash")).singleElement().matches(each -> each.uses() == 5);

    learn(new ConversationId("cnv_" + rounds++), ASKED, "kb_wash", Lesson.Outcome.AS_IS, "usr_b");

    assertThat(order(ASKED)).first().isEqualTo("kb_wash");
  }

  @Test
  void whatARoundTaughtAndDoesNotAnyMoreIsForgotten() {
    var round = new ConversationId("cnv_verdict");
    learn(round, ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);

    lessons.learn(round, 1, 1, List.of(), () -> true);
    lessons.conclude(() -> true);

    assertThat(lessons.applied(ASKED, FOUND)).isEqualTo(FOUND);
    assertThat(lessons.of("kb_wash")).singleElement().matches(each -> each.uses() == 1);
  }

  @Test
  void lessonsThatComeWhileItIsWorkedOutAreNotLost() {
    var rows = new LessonRows(database.writer(), database.reader());
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    var rev = rows.rev("kb_wash");
    var stale = Learned.of(rows.of("kb_wash"));
    var late = new ConversationId("cnv_late");
    lessons.learn(
        late,
        1,
        1,
        List.of(new Lesson(late, 1, "kb_wash", ASKED, Lesson.Outcome.AS_IS, "usr_b", NOW)),
        () -> true);

    var written = database.transactions().execute(_ -> rows.learned("kb_wash", rev, stale));

    assertThat(written).isFalse();
    assertThat(lessons.anyNew()).isTrue();
    lessons.conclude(() -> true);
    assertThat(lessons.anyNew()).isFalse();
    assertThat(order(ASKED)).first().isEqualTo("kb_wash");
  }

  @Test
  void aLaterVerdictTakesTheLessonBack() {
    var round = new ConversationId("cnv_verdict");
    learn(round, ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
    assertThat(order(ASKED)).first().isEqualTo("kb_wash");

    learn(round, ASKED, "kb_wash", Lesson.Outcome.OFF_TOPIC);

    assertThat(lessons.applied(ASKED, FOUND)).isEqualTo(FOUND);
  }

  @Test
  void noMoreThanTenWordingsAndNoneTwice() {
    for (int i = 0; i < 12; i++) {
      for (int twice = 0; twice < 2; twice++) {
        learn(ASKED, "kb_wash", Lesson.Outcome.AS_IS);
        learn("第" + i + "种说法：" + "缩水洗涤颜色尺寸".repeat(1 + i % 3) + i, "kb_wash", Lesson.Outcome.AS_IS);
      }
    }

    var kept =
        database
            .reader()
            .sql("select count(*) from learned where article = 'kb_wash' and counts = 1")
            .query(Long.class)
            .single();
    assertThat(kept).isBetween(2L, (long) Learned.MOST);
    assertThat(lessons.of("kb_wash")).extracting(Learned::wording).doesNotHaveDuplicates();
  }

  private List<String> order(String text) {
    return lessons.applied(text, FOUND).stream().map(Hit::article).toList();
  }

  private void learn(String text, String article, Lesson.Outcome outcome) {
    learn(new ConversationId("cnv_" + rounds++), text, article, outcome);
  }

  private void learn(ConversationId round, String text, String article, Lesson.Outcome outcome) {
    learn(round, text, article, outcome, "usr_" + rounds);
  }

  private void learn(
      ConversationId round, String text, String article, Lesson.Outcome outcome, String by) {
    var lesson = new Lesson(round, 1, article, text, outcome, by, NOW);
    lessons.learn(round, 1, 1, List.of(lesson), () -> true);
    lessons.conclude(() -> true);
  }

  private static Hit hit(String article, double score, Confidence confidence) {
    return new Hit(
        article, 1, "问题", "答案", "常见", Risk.LOW, false, List.of(), null, score, confidence, "问题");
  }
}
