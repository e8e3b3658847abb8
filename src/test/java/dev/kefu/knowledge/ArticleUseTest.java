package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.knowledge.ListedArticles.Filter;
import dev.kefu.knowledge.ListedArticles.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How often articles are used orders and narrows the list of those who write them.
class ArticleUseTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-07-01");

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-07-01T04:00:00Z");
  private TestKnowledge room;

  @BeforeEach
  void aHouse() {
    room = new TestKnowledge(folder, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    for (var name : List.of("often", "seldom", "never")) {
      room.articles.create("kb_" + name, article("问题 " + name, "答案").fields(), EDITOR);
    }
  }

  @AfterEach
  void itCloses() {
    room.close();
  }

  @Test
  void whatIsShownMostStandsFirstAndWhatIsUsedLeastWhereItIsAskedFor() {
    tally("kb_often", TODAY, 100, 20, 10, 3);
    tally("kb_seldom", TODAY, 10, 8, 1, 0);

    assertThat(ids(Filter.ALL, Order.SHOWN)).containsExactly("kb_often", "kb_seldom", "kb_never");
    assertThat(ids(Filter.ALL, Order.ADOPTION))
        .containsExactly("kb_seldom", "kb_often", "kb_never");
    assertThat(ids(Filter.ALL, Order.LOW_ADOPTION))
        .containsExactly("kb_often", "kb_seldom", "kb_never");
    assertThat(use("kb_often")).isEqualTo(new ListedArticles.Use(100, 20, 10, 3, 0));
  }

  @Test
  void fewCardsSayNothingOfHowAnArticleIsUsed() {
    tally("kb_often", TODAY, 5, 1, 0, 0);
    tally("kb_seldom", TODAY, 4, 4, 0, 0);

    assertThat(ids(Filter.ALL, Order.ADOPTION))
        .containsExactly("kb_often", "kb_seldom", "kb_never");
  }

  @Test
  void pagesOfEachOrderHaveNoGapAndNoRepeat() {
    for (var i = 0; i < 20; i++) {
      room.articles.create("kb_more" + i, article("更多 " + i, "答案").fields(), EDITOR);
      tally("kb_more" + i, TODAY, 5 + i / 4, i % 4, 0, 0);
    }

    for (var order : Order.values()) {
      var seen = new ArrayList<String>();
      ListedArticles.Place place = null;
      List<ListedArticles.Listed> page = room.listed.list(Filter.ALL, order, place, 3);
      while (!page.isEmpty()) {
        page.forEach(each -> seen.add(each.article().id()));
        place = page.getLast().place();
        page = room.listed.list(Filter.ALL, order, place, 3);
      }
      assertThat(seen).as("by %s", order).hasSize(23).doesNotHaveDuplicates();
    }
  }

  @Test
  void aDayIsReplacedAndLeavesTheSumAfterThirty() {
    tally("kb_often", TODAY, 7, 0, 0, 0);
    tally("kb_often", TODAY, 8, 0, 0, 0);
    tally("kb_often", TODAY.plusDays(10), 5, 0, 0, 0);
    assertThat(use("kb_often").shown()).isEqualTo(13);

    now = now.plus(Duration.ofDays(ArticleUse.DAYS - 1));
    assertThat(room.use.isAnyStale()).isFalse();
    now = now.plus(Duration.ofDays(1));
    assertThat(room.use.isAnyStale()).isTrue();
    assertThat(room.use.trim()).isFalse();

    assertThat(use("kb_often").shown()).isEqualTo(5);
    tally("kb_often", TODAY, 9, 0, 0, 0);
    assertThat(use("kb_often").shown()).isEqualTo(5);
    now = now.plus(Duration.ofDays(ArticleUse.DAYS));
    room.use.trim();
    assertThat(use("kb_often")).isEqualTo(new ListedArticles.Use(0, 0, 0, 0, 0));
    assertThat(room.use.isAnyStale()).isFalse();
  }

  @Test
  void theListIsNarrowedToWhatIsUnusedToWhatStaffSaidAndToAnOwner() {
    room.articles.publish("kb_never", 1, EDITOR);
    room.articles.publish("kb_often", 1, EDITOR);
    tally("kb_often", TODAY, 1, 0, 0, 0);
    room.database.transactions().executeWithoutResult(_ -> room.use.feedback("kb_seldom", 2));

    assertThat(ids(new Filter(null, null, null, null, null, false, true), Order.UPDATED))
        .containsExactly("kb_never");
    assertThat(ids(new Filter(null, null, null, null, null, true, false), Order.UPDATED))
        .containsExactly("kb_seldom");
    assertThat(ids(new Filter(null, null, null, null, "小周", false, false), Order.UPDATED))
        .isEmpty();
    assertThat(use("kb_seldom").feedback()).isEqualTo(2);
    assertThat(room.listed.withFeedback()).isEqualTo(1);
    assertThat(room.listed.categories()).containsExactly(new ListedArticles.Name(category(), 3));
  }

  @Test
  void roomsAboveHearOfWhatGoesOutWithinItsTransaction() {
    var heard = new ArrayList<Map<String, Long>>();
    room.above.addBean(
        "above", (WhenPublished) (versions, by, _) -> heard.add(Map.copyOf(versions)));

    room.articles.publish("kb_often", 1, EDITOR);

    assertThat(heard).containsExactly(Map.of("kb_often", 2L));
  }

  private String category() {
    return article("问", "答").fields().category();
  }

  private void tally(String id, LocalDate day, long shown, long asIs, long edited, long wrong) {
    room.database
        .transactions()
        .executeWithoutResult(
            _ -> room.use.put(id, day, new ArticleUse.Tally(shown, asIs, edited, wrong)));
  }

  private ListedArticles.Use use(String id) {
    return room.listed.list(Filter.ALL, Order.UPDATED, null, 50).stream()
        .filter(each -> each.article().id().equals(id))
        .findFirst()
        .orElseThrow()
        .use();
  }

  private List<String> ids(Filter filter, Order order) {
    return list(filter, order, null).stream().map(each -> each.article().id()).toList();
  }

  private List<ListedArticles.Listed> list(
      Filter filter, Order order, ListedArticles.@Nullable Place after) {
    return room.listed.list(filter, order, after, 50);
  }
}
