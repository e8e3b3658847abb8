package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kefu.base.Refusal;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import dev.kefu.knowledge.Publishing.Read;
import dev.kefu.storage.Leases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleDeletionTest {

  private static final String SHIP = "kb_ship";
  private static final String BILL = "kb_bill";
  private static final String LEASE = "knowledge-retired";

  private static final Duration DAYS = Duration.ofDays(30);
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-01T08:00:00Z"));
  private TestKnowledge room;
  private ArticleDeletion deletion;

  @BeforeEach
  void twoArticlesArePublished() {
    room = new TestKnowledge(folder, clock);
    deletion = deletion();
    deletion.begin();
    room.articles.create(SHIP, article("多久发货？", "一天。").similar("啥时候发").fields(), EDITOR);
    room.articles.create(BILL, article("能开发票吗？", "可以。").fields(), EDITOR);
    room.publishing.publish(List.of(new Read(SHIP, 1), new Read(BILL, 1)), EDITOR, "开张");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatIsOutOfUseForThirtyDaysIsDeletedAndNotAMomentBefore() {
    var retired = room.articles.retire(SHIP, 2, EDITOR);
    assertThat(deletion.deletesAt(retired)).isEqualTo(clock.instant().plus(DAYS));
    assertThat(deletion.deletesAt(room.table.find(BILL).orElseThrow())).isNull();

    clock.turn(DAYS.minus(MOMENT));
    deleteDue();
    assertThat(room.table.find(SHIP)).isPresent();

    clock.turn(MOMENT);
    deleteDue();
    assertThat(room.table.find(SHIP)).isEmpty();
    assertThat(room.versions.of(SHIP, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(room.table.find(BILL)).isPresent();
    assertThat(room.versions.of(BILL, Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void oneThatCannotBeDeletedKeepsNoneOfTheOthers() {
    room.articles.retire(BILL, 2, EDITOR);
    room.articles.retire(SHIP, 2, EDITOR);
    room.database.writer().sql("create table holds (id text references article (id))").update();
    room.database.writer().sql("insert into holds values (:id)").param("id", BILL).update();
    clock.turn(DAYS);

    deleteDue();

    assertThat(room.table.find(SHIP)).isEmpty();
    assertThat(room.table.find(BILL)).isPresent();
  }

  @Test
  void itsNameIsKnownWhereItWasSpokenOf() {
    room.pinned.add(new Pinned("", "啥时候发", null, null, SHIP, "小周", Instant.EPOCH));
    deleteShip();

    assertThat(room.gone.find(SHIP)).contains(new GoneArticles.Gone(SHIP, "多久发货？"));
    assertThat(new ArticleTitles(room.database.reader()).of(List.of(SHIP, BILL, "kb_never")))
        .containsOnlyKeys(SHIP, BILL)
        .containsEntry(SHIP, "多久发货？");
    assertThat(room.pinned.all()).extracting(Pinned::article).containsExactly(SHIP);
    assertThatCode(() -> room.pinned.rehearse(List.of())).doesNotThrowAnyException();
    assertThat(room.releases.items(1)).extracting(Releases.Item::article).contains(SHIP);
  }

  @Test
  void whoeverBringsItBackBeforeKeepsIt() {
    room.articles.retire(SHIP, 2, EDITOR);
    clock.turn(DAYS.minus(MOMENT));
    var draft = room.articles.save(SHIP, 3, article("多久发货？", "两天。").fields(), EDITOR);
    assertThat(deletion.deletesAt(draft)).isNull();
    clock.turn(DAYS);
    deleteDue();
    assertThat(room.versions.of(SHIP, Long.MAX_VALUE, 10)).hasSize(4);

    var again = room.articles.retire(SHIP, 4, EDITOR);
    assertThat(deletion.deletesAt(again)).isEqualTo(clock.instant().plus(DAYS));
  }

  @Test
  void aRollBackBringsBackWhatThereIsAndTellsWhatIsGone() {
    var ship = room.articles.retire(SHIP, 2, EDITOR);
    clock.turn(DAYS.minusDays(1));
    room.articles.retire(BILL, 2, EDITOR);
    clock.turn(Duration.ofDays(1));
    deleteDue();
    assertThat(room.table.find(ship.id())).isEmpty();

    assertThat(room.publishing.changedSince(1))
        .extracting(Releases.Item::article)
        .containsExactly(BILL);
    var done = room.publishing.rollBack(1, EDITOR, null);

    assertThat(done.articles()).extracting(Article::id).containsExactly(BILL);
    assertThat(done.gone()).containsExactly(SHIP);
    assertThat(found("能开发票吗")).contains(BILL);
    assertThat(found("多久发货")).doesNotContain(SHIP);
    assertThat(room.publishing.rollBack(0, EDITOR, null).gone()).isEmpty();
  }

  @Test
  void itsNameIsNeverAnothers() {
    deleteShip();

    assertThatThrownBy(() -> room.articles.create(SHIP, article("发什么快递？", "顺丰。").fields(), EDITOR))
        .isInstanceOf(Refusal.class)
        .hasMessage("id：编号 kb_ship 属于已删除的知识，不能再用");
    var file = "id,question,answer\nkb_ship,发什么快递？,顺丰。\nkb_fast,能加急吗？,能。\n";
    for (var dryRun : List.of(true, false)) {
      var result = imported(file, dryRun);
      assertThat(result.errors()).extracting(ImportResult.RowError::row).containsExactly(2);
      assertThat(result.errors().getFirst().field()).isEqualTo("id");
    }
    assertThat(room.table.find("kb_fast")).isEmpty();
  }

  @Test
  void itsWordingsAreFree() {
    deleteShip();

    var other = article("什么时候寄？", "明天。").similar("啥时候发").fields();
    assertThatCode(() -> room.articles.create("kb_send", other, EDITOR)).doesNotThrowAnyException();
  }

  @Test
  void anIndexThatWasAwayMeanwhileFindsItNoMore() {
    assertThat(found("多久发货")).contains(SHIP);
    room.follower.stop();
    deleteShip();
    assertThat(room.changes.after(1, 10))
        .extracting(Changes.Change::article, Changes.Change::published)
        .containsExactly(tuple(SHIP, null));

    room.follower.start();
    assertThat(room.follower.announce(room.changes.last(), List.of(SHIP), Duration.ofMinutes(1)))
        .isTrue();
    assertThat(found("多久发货")).doesNotContain(SHIP);
    assertThat(found("能开发票吗")).contains(BILL);
  }

  @Test
  void whatWasOutOfUseBeforeThereWasDeletingHasItsThirtyDaysToo() {
    var writer = room.database.writer();
    room.database
        .transactions()
        .executeWithoutResult(_ -> writer.sql("delete from article_deleting").update());
    room.articles.retire(SHIP, 2, EDITOR);
    var updated = deletion();
    clock.turn(DAYS.multipliedBy(3));
    assertThat(updated.deleteDue()).isFalse();
    assertThat(updated.deletesAt(room.table.find(SHIP).orElseThrow())).isNull();

    updated.begin();
    var began = clock.instant();
    assertThat(updated.deleteDue()).isFalse();
    assertThat(updated.deletesAt(room.table.find(SHIP).orElseThrow())).isEqualTo(began.plus(DAYS));
    clock.turn(DAYS);
    deletion().begin();
    assertThat(updated.deleteDue()).isFalse();
    assertThat(room.table.find(SHIP)).isEmpty();
  }

  @Test
  void oneNodeDeletesAndOneThatLostItsLeaseDoesNot() {
    room.articles.retire(SHIP, 2, EDITOR);
    clock.turn(DAYS);
    var other = leases().take(LEASE, Duration.ofMinutes(1)).orElseThrow();
    assertThat(deletion.deleteDue()).isFalse();
    assertThat(room.table.find(SHIP)).isPresent();

    leases().release(other);
    deleteDue();
    assertThat(room.table.find(SHIP)).isEmpty();
  }

  @Test
  void manyAreDeletedInTurns() {
    for (int i = 0; i < 101; i++) {
      var one = room.articles.create("kb_old_" + i, article("旧问题" + i, "旧。").fields(), EDITOR);
      room.articles.retire(one.id(), 1, EDITOR);
    }
    clock.turn(DAYS);

    assertThat(deletion.deleteDue()).isTrue();
    assertThat(deletion.deleteDue()).isFalse();
    assertThat(room.table.inOrder("", 200)).extracting(Article::id).containsExactly(BILL, SHIP);
  }

  @Test
  void theDaysHaveBounds() {
    for (var days : List.of(0, 3_651)) {
      assertThatThrownBy(() -> new RetiredSettings(Duration.ofDays(days), Duration.ofMinutes(10)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RetiredSettings(DAYS, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void deleteShip() {
    room.articles.retire(SHIP, 2, EDITOR);
    clock.turn(DAYS);
    deleteDue();
    assertThat(room.table.find(SHIP)).isEmpty();
  }

  private void deleteDue() {
    assertThat(deletion.deleteDue()).isFalse();
  }

  private Leases leases() {
    return new Leases(room.database.writer(), room.database.transactions(), clock::instant);
  }

  private ArticleDeletion deletion() {
    return new ArticleDeletion(
        room.gone,
        room.store,
        new RetiredSettings(DAYS, Duration.ofMinutes(10)),
        room.database.writer(),
        room.database.reader(),
        leases(),
        room.database.transactions(),
        clock);
  }

  private ImportResult imported(String csv, boolean dryRun) {
    var incoming =
        ArticleCsv.read(Texts.decode(csv.getBytes(StandardCharsets.UTF_8)), clock.instant());
    return new ArticleImport(room.table, room.store, room.shop, room.database.transactions(), clock)
        .run(incoming, dryRun, EDITOR);
  }

  private List<String> found(String question) {
    return room
        .knowledge
        .search(new Question(question, null, null, null, clock.instant(), 10))
        .stream()
        .map(Hit::article)
        .toList();
  }
}
