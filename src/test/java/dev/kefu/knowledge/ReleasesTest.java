package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.Publishing.Read;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {

  private static final String SHIP = "kb_ship";
  private static final String BILL = "kb_bill";

  @TempDir Path folder;
  private TestKnowledge room;

  @BeforeEach
  void twoArticlesArePublished() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    room.articles.create(SHIP, article("多久发货？", "一天。").similar("啥时候发").fields(), EDITOR);
    room.articles.create(BILL, article("能开发票吗？", "可以。").fields(), EDITOR);
    room.publishing.publish(List.of(new Read(SHIP, 1), new Read(BILL, 1)), EDITOR, "开张");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatGoesOutTogetherIsOneChangeOfTheIndex() {
    assertThat(room.changes.last()).isEqualTo(1);
    assertThat(room.changes.after(0, 1)).extracting(Changes.Change::article).hasSize(2);
    var release = room.releases.list(Long.MAX_VALUE, 10).getFirst();
    assertThat(release.note()).isEqualTo("开张");
    assertThat(release.articles()).isEqualTo(2);
  }

  @Test
  void oneThatCannotGoOutKeepsAllBack() {
    room.articles.save(SHIP, 2, article("多久发货？", "两天。").fields(), EDITOR);
    room.articles.save(BILL, 2, article("能开发票吗？", "不行。").fields(), EDITOR);

    assertThatThrownBy(() ->
            room.publishing.publish(List.of(new Read(SHIP, 3), new Read(BILL, 2)), EDITOR, null))
        .isInstanceOf(Refusal.class);

    assertThat(answers()).containsExactly("一天。", "可以。");
    assertThat(room.changes.last()).isEqualTo(1);
  }

  @Test
  void anEarlierReleaseIsBroughtBackInOneStep() {
    correct(SHIP, 2, "两天。");
    var bill = room.articles.retire(BILL, 2, EDITOR);
    room.articles.create("kb_new", article("有赠品吗？", "有。").fields(), EDITOR);
    room.articles.publish("kb_new", 1, EDITOR);
    assertThat(answers()).containsExactly("两天。", "");

    var done = room.publishing.rollBack(1, EDITOR, "改错了");

    assertThat(answers()).containsExactly("一天。", "可以。");
    assertThat(found("有赠品吗")).doesNotContain("kb_new");
    assertThat(done.articles()).hasSize(3);
    assertThat(room.table.find(BILL).orElseThrow().version()).isEqualTo(bill.version() + 1);
    var last = room.versions.of(SHIP, Long.MAX_VALUE, 1).getFirst();
    assertThat(last.action()).isEqualTo(Action.ROLLED_BACK);
    assertThat(last.why()).isEqualTo("改错了");

    room.publishing.rollBack(done.release() == null ? 0 : done.release() - 1, EDITOR, "没有错");
    assertThat(answers()).containsExactly("两天。", "");
    assertThat(found("有赠品吗")).contains("kb_new");
  }

  @Test
  void aDraftSurvivesTheRollBack() {
    correct(SHIP, 2, "两天。");
    room.articles.save(SHIP, 4, article("多久发货？", "还没写完").fields(), EDITOR);

    room.publishing.rollBack(1, EDITOR, null);

    var ship = room.table.find(SHIP).orElseThrow();
    assertThat(answers().getFirst()).isEqualTo("一天。");
    assertThat(ship.status()).isEqualTo(ArticleStatus.DRAFT);
    assertThat(ship.fields().answer()).isEqualTo("还没写完");
  }

  @Test
  void howAnArticleWasFoundLastIsKnownWhateverCameAfter() {
    correct(SHIP, 2, "两天。");
    room.articles.save(SHIP, 4, article("多久发货？", "三天。").fields(), EDITOR);
    assertThat(room.releases.lastFound(SHIP))
        .hasValueSatisfying(last -> {
          assertThat(last.version()).isEqualTo(4);
          assertThat(last.by()).isEqualTo(EDITOR.name());
          assertThat(last.until()).isNull();
        });

    room.articles.retire(SHIP, 5, EDITOR);
    var ended = room.releases.list(Long.MAX_VALUE, 1).getFirst().at();
    room.articles.save(SHIP, 6, article("多久发货？", "四天。").fields(), EDITOR);
    room.articles.retire(SHIP, 7, EDITOR);
    assertThat(room.releases.lastFound(SHIP))
        .hasValueSatisfying(last -> {
          assertThat(last.version()).isEqualTo(4);
          assertThat(last.until()).isEqualTo(ended);
        });

    room.publishing.rollBack(1, EDITOR, null);
    assertThat(room.releases.lastFound(SHIP))
        .hasValueSatisfying(last -> {
          assertThat(last.version()).isEqualTo(9);
          assertThat(last.until()).isNull();
        });
    assertThat(room.releases.lastFound("kb_new")).isEmpty();
  }

  @Test
  void beforeTheFirstReleaseNothingWasFound() {
    room.publishing.rollBack(0, EDITOR, null);

    assertThat(answers()).containsExactly("", "");
    assertThat(room.table.find(SHIP).orElseThrow().fields().answer()).isEqualTo("一天。");
    assertThatThrownBy(() -> room.publishing.rollBack(77, EDITOR, null))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aWordingThatHasFoundANewOwnerKeepsTheOldStateAway() {
    room.articles.retire(SHIP, 2, EDITOR);
    room.articles.create("kb_new", article("甲？", "乙").similar("啥时候发").fields(), EDITOR);

    assertThatThrownBy(() -> room.publishing.rollBack(1, EDITOR, null))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.getMessage()).contains("啥时候发", "kb_new"));
    assertThat(answers().getFirst()).isEmpty();
  }

  @Test
  void anOlderVersionBecomesTheNewestDraft() {
    correct(SHIP, 2, "两天。");

    var restored = room.articles.articles().restore(SHIP, 4, 1, EDITOR, "原来的好");

    assertThat(restored.version()).isEqualTo(5);
    assertThat(restored.fields().answer()).isEqualTo("一天。");
    assertThat(restored.status()).isEqualTo(ArticleStatus.DRAFT);
    assertThat(answers().getFirst()).isEqualTo("两天。");
  }

  @Test
  void whatIsHandedInWaitsUntilItIsPublishedGivenBackOrWrittenAnew() {
    var articles = room.articles.articles();
    room.articles.save(SHIP, 2, article("多久发货？", "两天。").fields(), EDITOR);
    assertThat(articles.submit(SHIP, 3, EDITOR, null).status()).isEqualTo(ArticleStatus.IN_REVIEW);
    assertThat(articles.submit(SHIP, 4, EDITOR, null).version()).isEqualTo(4);
    assertThat(articles.reject(SHIP, 4, EDITOR, "再想想").status()).isEqualTo(ArticleStatus.DRAFT);
    assertThatThrownBy(() -> articles.reject(SHIP, 5, EDITOR, null)).isInstanceOf(Refusal.class);
    articles.submit(SHIP, 5, EDITOR, null);

    assertThat(room.articles.publish(SHIP, 6, EDITOR).status()).isEqualTo(ArticleStatus.PUBLISHED);
    assertThatThrownBy(() -> articles.submit(SHIP, 7, EDITOR, null)).isInstanceOf(Refusal.class);
    assertThat(answers().getFirst()).isEqualTo("两天。");
  }

  private void correct(String id, long read, String answer) {
    room.articles.save(id, read, article("多久发货？", answer).fields(), EDITOR);
    room.articles.publish(id, read + 1, EDITOR);
  }

  /// What is answered to the two questions; empty when nothing of these two is.
  private List<String> answers() {
    var answers = new ArrayList<String>();
    for (var id : List.of(SHIP, BILL)) {
      answers.add(
          search(id.equals(SHIP) ? "多久发货" : "能开发票吗").stream()
              .filter(hit -> hit.article().equals(id))
              .map(Hit::answer)
              .findFirst()
              .orElse(""));
    }
    return answers;
  }

  private List<String> found(String text) {
    return search(text).stream().map(Hit::article).toList();
  }

  private List<Hit> search(String text) {
    return room.knowledge.search(new Question(text, null, null, null, Instant.now(), 10));
  }
}
