package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticlesTest {

  @TempDir Path folder;
  private TestKnowledge room;

  @BeforeEach
  void open() {
    room = new TestKnowledge(folder, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatWasNeverPublishedHasNoPublishedVersion() {
    var id = room.articles.create(null, article("能定制吗？", "能。").fields(), EDITOR).id();
    assertThat(room.table.find(id).orElseThrow().publishedVersion()).isNull();

    room.articles.publish(id, 1, EDITOR);
    assertThat(room.releases.lastOf(id)).contains(new Releases.Item(id, null, 2L));
    room.articles.retire(id, 2, EDITOR);
    assertThat(room.table.find(id).orElseThrow().publishedVersion()).isNull();
  }

  @Test
  void everySavePublishAndRetirementIsAVersion() {
    var id = room.articles.create(null, article("多久发货？", "一天。").fields(), EDITOR).id();
    room.articles.save(id, 1, article("多久发货？", "两天。").fields(), EDITOR);
    room.articles.publish(id, 2, EDITOR);
    room.articles.retire(id, 3, EDITOR);

    assertThat(room.versions.of(id, Long.MAX_VALUE, 10))
        .extracting(v -> v.version() + " " + v.action() + " " + v.fields().answer())
        .containsExactly("4 RETIRED 两天。", "3 PUBLISHED 两天。", "2 SAVED 两天。", "1 SAVED 一天。");
  }

  @Test
  void whoReadAnOlderVersionOverwritesNothing() {
    var id = room.articles.create(null, article("多久发货？", "一天。").fields(), EDITOR).id();
    room.articles.save(id, 1, article("多久发货？", "两天。").fields(), EDITOR);

    assertThatThrownBy(() -> room.articles.save(id, 1, article("多久发货？", "三天。").fields(), EDITOR))
        .isInstanceOfSatisfying(
            VersionConflict.class, c -> assertThat(c.details().get("version")).isEqualTo(2L));
    assertThat(room.table.find(id).orElseThrow().fields().answer()).isEqualTo("两天。");
  }

  @Test
  void aRetiredArticleComesBackAsADraft() {
    var id = room.articles.create(null, article("多久发货？", "一天。").fields(), EDITOR).id();
    room.articles.publish(id, 1, EDITOR);
    room.articles.retire(id, 2, EDITOR);
    assertThatThrownBy(() -> room.articles.publish(id, 3, EDITOR)).isInstanceOf(Refusal.class);

    room.articles.save(id, 3, article("多久发货？", "一天。").fields(), EDITOR);

    assertThat(room.articles.publish(id, 4, EDITOR).publishedVersion()).isEqualTo(5);
  }

  @Test
  void publishingTwiceChangesNothing() {
    var id = room.articles.create(null, article("多久发货？", "一天。").fields(), EDITOR).id();
    var published = room.articles.publish(id, 1, EDITOR);

    assertThat(room.articles.publish(id, 2, EDITOR)).isEqualTo(published);
    assertThat(room.changes.last()).isEqualTo(1);
  }

  @Test
  void noTwoArticlesShareASimilarWordingUntilOneIsRetired() {
    var first =
        room.articles.create(null, article("多久发货？", "一天。").similar("啥时候发").fields(), EDITOR);
    var second = article("何时送到？", "三天。").similar("啥時候發");

    assertThatThrownBy(() -> room.articles.create(null, second.fields(), EDITOR))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.getMessage()).contains("similar", first.id()));

    room.articles.retire(first.id(), 1, EDITOR);
    assertThat(room.articles.create(null, second.fields(), EDITOR).version()).isEqualTo(1);
  }

  @Test
  void allMistakesAreToldAtOnce() {
    var wrong =
        article("", "有{{stock}}件{{weather|else:晴}}").similar("一\n行").window("spring").fields();

    assertThatThrownBy(() -> room.articles.create("KB-1", wrong, EDITOR))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> room.articles.create(null, wrong, EDITOR))
        .isInstanceOfSatisfying(
            Refusal.class,
            r ->
                assertThat(r.details().get("errors"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .extracting(m -> ((Mistake) m).field())
                    .containsExactly("question", "similar", "answer", "answer", "window"));
  }

  @Test
  void listsAreFilteredAndPagedWithoutGapOrRepeat() {
    for (int i = 0; i < 7; i++) {
      var stage = i % 2 == 0 ? ArticleStage.PRE_SALE : ArticleStage.ANY;
      room.articles.create(
          "kb_no" + i, article("第" + i + "个问题100%_", "答案").stage(stage).fields(), EDITOR);
    }
    var seen = new ArrayList<String>();
    ListedArticles.Place place = null;
    for (var page = list(ListedArticles.Filter.ALL, place, 3);
        !page.isEmpty();
        page = list(ListedArticles.Filter.ALL, place, 3)) {
      page.forEach(each -> seen.add(each.article().id()));
      place = page.getLast().place();
    }

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(found("第3個")).isEqualTo(1);
    assertThat(found("100%_")).isEqualTo(7);
    assertThat(found("%%%")).isZero();
    assertThat(found(ListedArticles.Filter.ALL.with(ArticleStatus.PUBLISHED))).isZero();
    assertThat(
            found(
                new ListedArticles.Filter(
                    null, null, ArticleStage.PRE_SALE, "物流", null, false, false)))
        .isEqualTo(4);
  }

  @Test
  void variablesAreReadInPlace() {
    var answer = "库存{{stock|else:我核实}}件，{{cutoff|else:今天}}前付款";

    assertThat(Variables.of(answer))
        .extracting(Variables.Variable::name)
        .containsExactly("stock", "cutoff");
    assertThat(
            Variables.fill(answer, v -> Map.of("stock", "12").getOrDefault(v.name(), v.fallback())))
        .isEqualTo("库存12件，今天前付款");
    assertThat(Variables.mistakes(answer)).isEmpty();
    assertThat(Variables.mistakes("{{stock}}")).hasSize(1);
    assertThat(Variables.mistakes("{{stock|else: }}")).hasSize(1);
    assertThat(Variables.mistakes("{{stock|else:{x}}}")).hasSize(1);
    assertThat(Variables.mistakes("{{weather|else:晴}}")).hasSize(1);
  }

  private int found(String q) {
    return found(new ListedArticles.Filter(q, null, null, null, null, false, false));
  }

  private int found(ListedArticles.Filter filter) {
    return list(filter, null, 50).size();
  }

  private List<ListedArticles.Listed> list(
      ListedArticles.Filter filter, ListedArticles.@Nullable Place after, int limit) {
    return room.listed.list(filter, ListedArticles.Order.UPDATED, after, limit);
  }
}
