package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.base.Stage;
import dev.kefu.storage.VersionLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeTest {

  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

  @TempDir Path folder;
  private TestKnowledge room;

  @BeforeEach
  void open() {
    room = new TestKnowledge(folder, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aPublishedArticleIsFoundAtOnce() {
    var id = publish(article("下单后多久发货？", "付款后24小时内发货。").similar("什么时候给我发货"));

    var hits = room.knowledge.search(ask("亲 啥时候能发出来呀"));

    assertThat(hits).extracting(Hit::article).containsExactly(id);
    assertThat(hits.getFirst().matched()).isIn("下单后多久发货？", "什么时候给我发货");
    assertThat(hits.getFirst().answer()).isEqualTo("付款后24小时内发货。");
    await().until(() -> room.events.contains(new KnowledgePublished(Set.of(id))));
  }

  @Test
  void aDraftIsNotFoundAndTheLastPublishedVersionStays() {
    var id = publish(article("下单后多久发货？", "付款后24小时内发货。"));
    room.articles.save(id, 2, article("下单后多久发货？", "付款后三天内发货。").fields(), EDITOR);
    room.articles.create(null, article("可以开发票吗？", "可以。").fields(), EDITOR);

    assertThat(room.knowledge.search(ask("多久发货")))
        .extracting(Hit::answer)
        .containsExactly("付款后24小时内发货。");
  }

  @Test
  void aRetiredArticleIsFoundNoMore() {
    var id = publish(article("下单后多久发货？", "付款后24小时内发货。"));

    room.articles.retire(id, 2, EDITOR);

    assertThat(room.knowledge.search(ask("多久发货"))).isEmpty();
  }

  @Test
  void validityBeginsAndEndsToTheMillisecond() {
    var from = Instant.parse("2026-12-11T16:00:00Z");
    var until = Instant.parse("2026-12-12T16:00:00Z");
    publish(article("双十二有什么活动？", "满300减40。").valid(from, until));

    assertThat(foundAt(from.minusMillis(1))).isFalse();
    assertThat(foundAt(from)).isTrue();
    assertThat(foundAt(until.minusMillis(1))).isTrue();
    assertThat(foundAt(until)).isFalse();
  }

  @Test
  void aNamedWindowRulesEveryArticleThatNamesIt() {
    var from = Instant.parse("2027-02-01T00:00:00Z");
    var until = from.plus(Duration.ofDays(14));
    window("lunar_pause", from, until);
    publish(
        article("双十二有什么活动？", "春节期间停发。").window("lunar_pause").valid(null, until.plusSeconds(60)));

    assertThat(foundAt(from.minusSeconds(1))).isFalse();
    assertThat(foundAt(from)).isTrue();
    assertThat(foundAt(until)).isFalse();
    assertThat(room.knowledge.search(askAt("双十二有什么活动", from)).getFirst().validUntil())
        .isEqualTo(until);
  }

  @Test
  void aNegativeWordRulesAnArticleOutHoweverItIsWritten() {
    publish(article("这件有现货吗？", "有的。").negative("预售"));

    assertThat(room.knowledge.search(ask("这件有现货吗"))).hasSize(1);
    assertThat(room.knowledge.search(ask("這件預售的有现货吗"))).isEmpty();
  }

  @Test
  void onlyArticlesOfTheStageAreFound() {
    var before = publish(article("怎么买更划算？", "有满减。").stage(ArticleStage.PRE_SALE));
    var after = publish(article("怎么买更划算呢？", "可价保。").stage(ArticleStage.AFTER_SALE));
    var any = publish(article("怎么买更划算一点？", "看活动。"));

    assertThat(ids(new Question("怎么买划算", Stage.PRE_SALE, null, null, NOON, 10)))
        .containsExactlyInAnyOrder(before, any);
    assertThat(ids(new Question("怎么买划算", Stage.AFTER_SALE, null, null, NOON, 10)))
        .containsExactlyInAnyOrder(after, any);
    assertThat(ids(ask("怎么买划算"))).containsExactlyInAnyOrder(before, after, any);
  }

  @Test
  void articlesOfOtherProductsAreNotFoundAndOnesOwnComeFirst() {
    var shop = publish(article("会起球吗？", "正常洗涤不易起球。"));
    var sweater = publish(article("会起球吗？", "羊毛的第一周会有浮毛。").skus("SWEATER"));
    var blanket = publish(article("会起球吗？", "毯子不会起球。").skus("BLK-1"));

    assertThat(ids(ask("会起球不"))).containsExactly(shop);
    assertThat(ids(new Question("会起球不", null, "SW-RED-M", "SWEATER", NOON, 10)))
        .containsExactly(sweater, shop);
    assertThat(ids(new Question("会起球不", null, "BLK-1", "BLANKET", NOON, 10)))
        .containsExactly(blanket, shop);
  }

  @Test
  void traditionalCharactersCapitalsAndWidthDoNotMatter() {
    publish(article("PLUS会员有什么优惠？", "享95折。"));

    var plain = room.knowledge.search(ask("plus会员有什么优惠")).getFirst();
    var other = room.knowledge.search(ask("ＰＬＵＳ會員有什麼優惠")).getFirst();

    assertThat(other.score()).isEqualTo(plain.score());
  }

  @Test
  void aWordThatMeansTheSameInThisShopHelps() {
    publish(article("连衣裙有现货吗？", "有的。"));
    var before = room.knowledge.search(ask("裙子在库不")).getFirst().score();

    var words = new Words(List.of(List.of("现货", "有货", "在库"), List.of("快递", "物流")), List.of());
    room.database
        .transactions()
        .executeWithoutResult(_ -> room.words.change(0, words, List.of(), VersionLog.IMPORT, NOON));

    assertThat(room.knowledge.search(ask("裙子在库不")).getFirst().score()).isGreaterThan(before);
  }

  @Test
  void twoArticlesThatAreEquallyGoodMeanThatWeAreNotSure() {
    publish(article("下单后多久发货？", "一天。"));
    assertThat(confidence("下单后多久发货")).isEqualTo(Confidence.HIGH);

    publish(article("下单之后多久发货？", "三天。"));

    assertThat(confidence("下单后多久发货呀")).isNotIn(Confidence.HIGH, Confidence.NONE);
  }

  @Test
  void whoIsSecondIsNeverSureHoweverFarAheadOfTheThird() {
    publish(article("下单后多久发货？", "一天。"));
    publish(article("下单之后多久发货？", "三天。"));
    publish(article("可以开发票吗？", "可以。"));

    assertThat(room.knowledge.search(new Question("下单后多久发货呀", null, null, null, NOON, 3)))
        .hasSizeGreaterThan(1)
        .noneMatch(hit -> hit.confidence() == Confidence.HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*:*",
        "article:kb_secret",
        "/(a|aa)+$/",
        "text:发货 AND NOT (head:*) OR vector:[* TO *]",
        "~0.0 ^^ \\\" \\",
        "！？。，",
        "👍🏻👍🏻❤️‍🔥",
        "\0\uD83D\uFFFE",
        "的了吗"
      })
  void hostileQuestionsAreText(String text) {
    publish(article("下单后多久发货？", "付款后24小时内发货。"));

    assertThat(room.knowledge.search(ask(text)))
        .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
  }

  @Test
  void tenThousandCharactersAreAnsweredInTime() {
    publish(article("下单后多久发货？", "付款后24小时内发货。"));
    var long1 = "发货(a OR b)".repeat(1_000);
    room.knowledge.search(ask(long1));

    var start = System.nanoTime();
    room.knowledge.search(ask(long1));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  private Confidence confidence(String text) {
    return room.knowledge
        .search(new Question(text, null, null, null, NOON, 1))
        .getFirst()
        .confidence();
  }

  private boolean foundAt(Instant at) {
    return !room.knowledge.search(askAt("双十二有什么活动", at)).isEmpty();
  }

  private String publish(Samples.Builder article) {
    var draft = room.articles.create(null, article.fields(), EDITOR);
    return room.articles.publish(draft.id(), draft.version(), EDITOR).id();
  }

  private void window(String name, Instant from, Instant until) {
    room.database
        .writer()
        .sql("insert into validity_window (name, title, starts_at, ends_at) values (?, ?, ?, ?)")
        .params(name, name, from.toEpochMilli(), until.toEpochMilli())
        .update();
  }

  private List<String> ids(Question question) {
    return room.knowledge.search(question).stream().map(Hit::article).toList();
  }

  private static Question ask(String text) {
    return askAt(text, NOON);
  }

  private static Question askAt(String text, @Nullable Instant at) {
    return new Question(text, null, null, null, at == null ? NOON : at, 10);
  }
}
