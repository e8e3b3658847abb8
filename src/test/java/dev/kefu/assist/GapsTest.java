package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.TestMeaning;
import dev.kefu.knowledge.TestPinyin;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the knowledge lacks is gathered, ranked by what it costs, and closed by what fills it.
class GapsTest {

  private static final Instant NOW = Instant.parse("2026-07-01T04:00:00Z");

  /// Six wordings each of what a store has no answer to, and words that belong to none.
  private static final List<List<String>> PLANTED =
      List.of(
          List.of("能开增值税专用发票吗", "可以开专票吗", "公司要增值税专用发票", "专票怎么开", "可以给我们开专票么", "需要开一张专用发票"),
          List.of("碗可以放洗碗机吗", "这个碗能用洗碗机洗吗", "洗碗机能洗这个碗吗", "放洗碗机里洗会坏吗", "碗能进洗碗机不", "支持洗碗机清洗吗"),
          List.of("你们有实体店吗", "线下门店在哪里", "有没有实体店可以看", "实体店地址是哪", "可以去实体店看看吗", "线下有店吗"),
          List.of("可以帮我刻字吗", "杯子上能刻名字吗", "支持定制刻字吗", "能不能刻上我的名字", "刻字要加钱吗", "可以定制刻名字吗"),
          List.of("送人可以帮我写贺卡吗", "能放一张贺卡吗", "贺卡可以代写吗", "帮我写张生日贺卡", "有没有贺卡可以写祝福", "礼物里能附贺卡吗"),
          List.of("这款会打折到双十一吗", "双十一会更便宜吗", "双十一有优惠吗", "等双十一买是不是更便宜", "双十一价格会降吗", "双11还会降价不"));

  private static final List<String> OTHERS =
      List.of("你们老板什么星座", "今天天气好热啊", "推荐一部电影", "怎么学好英语", "感冒了吃什么药", "附近哪里有停车场");

  @TempDir Path folder;

  private Sense sense = new Sense(TestMeaning.shared(), UnaryOperator.identity());
  private TestDatabase database;
  private GapRows rows;
  private GapProofs proofs;
  private Gaps gaps;
  private GapList list;
  private int asked;

  @BeforeEach
  void aHouse() {
    database = TestDatabase.create(folder);
    rows = new GapRows(database.writer());
    proofs =
        new GapProofs(
            rows,
            database.reader(),
            sense,
            database.transactions(),
            Clock.fixed(NOW, ZoneOffset.UTC));
    gaps = node();
    list = new GapList(database.reader());
  }

  private Gaps node() {
    return new Gaps(
        rows,
        new GapQuestionRows(database.writer()),
        proofs,
        database.reader(),
        sense,
        database.transactions());
  }

  @AfterEach
  void itCloses() {
    database.close();
  }

  /// The small form of `GapBenchmark`.
  @Test
  void wordingsOfOneQuestionComeTogetherAndNothingElseComesBetween() {
    long seed = 11;
    var all = new ArrayList<String>(OTHERS);
    PLANTED.forEach(all::addAll);
    Collections.shuffle(all, new Random(seed));
    all.forEach(this::ask);

    var surfaced = new HashSet<Integer>();
    for (var row : first(PLANTED.size() + 1)) {
      var own = ownersOf(row);
      var most = Collections.max(own.values());
      own.entrySet().stream()
          .filter(each -> each.getValue().equals(most) && each.getKey() >= 0 && most >= 3)
          .forEach(each -> surfaced.add(each.getKey()));
    }

    assertThat(surfaced).describedAs("of six, seed " + seed).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void whatIsTypedInPinyinComesTogetherWithTheSameInCharacters(@TempDir Path index)
      throws Exception {
    try (var pinyin = TestPinyin.over(index)) {
      sense = new Sense(TestMeaning.shared(), pinyin::read);
      gaps = node();
      ask("dianzifapiao zenme kai");
      ask("电子发票怎么开");
      ask("dianzi fapiao zenme kai");

      var both = first(2);

      assertThat(both).hasSize(1);
      assertThat(both.getFirst().gap().question()).isEqualTo("电子发票怎么开");
      assertThat(rows.texts(both.getFirst().gap().id(), 10))
          .containsExactlyInAnyOrder(
              "dianzifapiao zenme kai", "电子发票怎么开", "dianzi fapiao zenme kai");
    }
  }

  private Map<Integer, Integer> ownersOf(GapList.Counted row) {
    var owners = new HashMap<Integer, Integer>();
    for (var text : rows.texts(row.gap().id(), 100)) {
      var owner = -1;
      for (int i = 0; i < PLANTED.size(); i++) {
        owner = PLANTED.get(i).contains(text) ? i : owner;
      }
      owners.merge(owner, 1, Integer::sum);
    }
    return owners;
  }

  @Test
  void theSameOrderOfQuestionsGivesTheSameGapsOnOneNodeOrOnTwo() {
    var other = node();
    PLANTED.getFirst().forEach(this::ask);
    for (var text : PLANTED.get(1)) {
      add(other, question(text, NOW, Set.of(GapSource.ABSTAINED)));
    }
    ask("专票可以开吗");
    add(other, question("可以开专票吗？", NOW, Set.of(GapSource.ABSTAINED)));

    var biggest = first(1).getFirst();
    assertThat(biggest.month()).isEqualTo(PLANTED.getFirst().size() + 2);
  }

  @Test
  void aQuestionIsPutDownOnceHoweverOftenItIsLookedAt() {
    var question = question("能开专票吗", NOW, Set.of(GapSource.RECORDED));
    add(gaps, question);
    add(
        gaps,
        new GapQuestion(
            question.conversation(),
            question.firstSeq(),
            question.forSeq(),
            question.text(),
            question.stage(),
            null,
            null,
            Set.of(GapSource.ABSTAINED),
            Duration.ofMinutes(2),
            true,
            false,
            "亲，可以的，下单备注抬头和税号。",
            NOW));

    var row = first(1).getFirst();
    assertThat(row.month()).isEqualTo(1);
    assertThat(row.unresolved()).isZero();
    assertThat(list.sources(List.of(row.gap().id()), NOW).get(row.gap().id()))
        .containsOnlyKeys("abstained", "recorded");
  }

  @Test
  void questionsThatGetTheSameAnswerComeTogetherThoughTheyAreWordedOtherwise() {
    var answer = "亲，下单时备注抬头和税号，发货后三天内开好。";
    answered("能开增值税专用发票吗", answer);
    answered("我们财务报销要票的，怎么弄", answer);
    answered("你们老板什么星座", answer);
    answered("需要报账凭证", "亲，我帮您看一下，请稍等。");

    assertThat(first(4).getFirst().month()).isEqualTo(2);
    assertThat(first(4)).hasSize(3);
  }

  @Test
  void twoGapsBecomeOneWhenTheirAnswerShowsThatTheyAre() {
    var answer = "亲，下单时备注抬头和税号，发货后三天内开好。";
    ask("能开增值税专用发票吗");
    ask("我们财务报销要票的，怎么弄");
    assertThat(first(4)).hasSize(2);
    answered("能开增值税专用发票么", answer);
    answered("我们财务报销要票的，要怎么弄", answer);

    assertThat(first(4)).hasSize(1);
    assertThat(first(1).getFirst().month()).isEqualTo(4);
    ask("可以开增值税专用发票吗");
    assertThat(first(4)).hasSize(1);
  }

  @Test
  void whatSomebodyIsToWriteBecomesNoOthersPart() {
    var answer = "亲，下单时备注抬头和税号，发货后三天内开好。";
    ask("能开增值税专用发票吗");
    rows.assign(first(1).getFirst().gap().id(), "usr_editor");
    ask("我们财务报销要票的，怎么弄");
    answered("能开增值税专用发票么", answer);
    answered("我们财务报销要票的，要怎么弄", answer);

    assertThat(first(4)).hasSize(2);
  }

  @Test
  void anAnswerToEverythingGathersNothing() {
    var answer = "亲，我帮您看一下，请稍等片刻哦。";
    OTHERS.forEach(text -> answered(text, answer));

    assertThat(first(OTHERS.size() + 1)).hasSize(OTHERS.size());
  }

  private void answered(String text, String answer) {
    var question = question(text, NOW, Set.of(GapSource.ABSTAINED));
    add(
        gaps,
        new GapQuestion(
            question.conversation(),
            question.firstSeq(),
            question.forSeq(),
            text,
            question.stage(),
            null,
            null,
            question.sources(),
            question.waited(),
            true,
            false,
            answer,
            NOW));
  }

  @Test
  void whatCostsMoreStandsFirst() {
    ask("能开增值税专用发票吗");
    add(
        gaps,
        new GapQuestion(
            new ConversationId("cnv_dear"),
            1,
            1,
            "你们有实体店吗",
            "pre_sale",
            null,
            null,
            Set.of(GapSource.TRANSFERRED),
            Duration.ofMinutes(20),
            false,
            true,
            null,
            NOW));

    assertThat(first(2)).extracting(row -> row.gap().question()).first().isEqualTo("你们有实体店吗");
  }

  @Test
  void anIgnoredGapComesBackWhenItIsAskedTwiceAsOften() {
    ask("能开增值税专用发票吗");
    ask("可以开增值税专用发票吗");
    var id = first(1).getFirst().gap().id();
    move(id, Gap.Status.IGNORED, null, 1, NOW.minusSeconds(60));

    ask("公司要开增值税专用发票");
    assertThat(status(id)).isEqualTo(Gap.Status.IGNORED);
    ask("增值税专用发票可以开吗");

    assertThat(status(id)).isEqualTo(Gap.Status.OPEN);
  }

  @Test
  void aGapClosesWhenItsArticleIsTakenForLaterWordings() {
    PLANTED.getFirst().forEach(this::ask);
    var id = first(1).getFirst().gap().id();
    move(id, Gap.Status.ANSWERED, "kb_vat", 0, NOW.plusSeconds(1));
    var later = NOW.plusSeconds(2);

    taken("cnv_a", "可以开专票不", Set.of("kb_vat"), later);
    taken("cnv_a", "可以开专票不", Set.of("kb_vat"), later);
    taken("cnv_b", "今天天气真好", Set.of("kb_vat"), later);
    assertThat(status(id)).isEqualTo(Gap.Status.ANSWERED);
    taken("cnv_c", "专票能开吗", Set.of("kb_vat"), later);

    assertThat(status(id)).isEqualTo(Gap.Status.CLOSED);
  }

  @Test
  void aProofThatIsTakenBackOpensTheClosedGapForProofAgain() {
    PLANTED.getFirst().forEach(this::ask);
    var id = first(1).getFirst().gap().id();
    move(id, Gap.Status.ANSWERED, "kb_vat", 0, NOW.plusSeconds(1));
    var later = NOW.plusSeconds(2);
    taken("cnv_a", "可以开专票不", Set.of("kb_vat"), later);
    taken("cnv_c", "专票能开吗", Set.of("kb_vat"), later);
    assertThat(status(id)).isEqualTo(Gap.Status.CLOSED);

    taken("cnv_a", "可以开专票不", Set.of(), later);

    assertThat(status(id)).isEqualTo(Gap.Status.ANSWERED);
  }

  @Test
  void aQuestionThatWasNoneAfterAllLeavesItsGapAsIfItHadNeverBeenAsked() {
    ask(PLANTED.getFirst().get(0));
    ask(PLANTED.getFirst().get(1));
    var before = vectors();
    var late = question(PLANTED.getFirst().get(2), NOW, Set.of(GapSource.REJECTED));
    add(gaps, late);
    assertThat(first(1).getFirst().month()).isEqualTo(3);

    gaps.takeBack(late.conversation(), 1, 1, () -> true);

    assertThat(first(1).getFirst().month()).isEqualTo(2);
    assertThat(vectors()).isEqualTo(before);
  }

  private List<String> vectors() {
    return database
        .reader()
        .sql("select question, asked from gap order by id")
        .query((row, _) -> row.getString(1) + " " + row.getLong(2))
        .list();
  }

  @Test
  void noMoreThanSoManyGapsAreHeldAndThoseThatLeaveStayOnTheList() {
    OTHERS.forEach(this::ask);
    PLANTED.getFirst().forEach(this::ask);
    var small = new GapMap(2);

    small.catchUp(database.reader());
    assertThat(small.size()).isEqualTo(3);
    assertThat(small.nearest(meaning("附近哪里有停车场"))).isPresent();
    assertThat(small.nearest(meaning("你们老板什么星座"))).isEmpty();
    assertThat(small.nearest(meaning("可以开专票吗"))).isPresent();

    ask("你会唱歌吗");
    ask("推荐几本书");
    small.catchUp(database.reader());
    assertThat(small.size()).isEqualTo(3);
    assertThat(small.nearest(meaning("附近哪里有停车场"))).isEmpty();
    assertThat(first(20)).hasSize(OTHERS.size() + 3);
  }

  private static float[] meaning(String text) {
    return TestMeaning.shared().of(text);
  }

  @Test
  void gapsOfAnotherModelAreComputedAnewAndLookedForOnlyWhenSomethingChanged() {
    PLANTED.getFirst().forEach(this::ask);
    database
        .writer()
        .sql("update gap set model = 'other', vector = :none")
        .param("none", new byte[4])
        .update();
    var node = node();
    assertThat(node.anyChanged()).isTrue();

    node.remake(() -> true);
    assertThat(node.anyChanged()).isTrue();
    node.remake(() -> true);

    assertThat(node.anyChanged()).isFalse();
    add(node, question("专票可以开吗", NOW, Set.of(GapSource.ABSTAINED)));
    assertThat(node.anyChanged()).isTrue();
    assertThat(first(1).getFirst().month()).isEqualTo(PLANTED.getFirst().size() + 1);
  }

  @Test
  void anArticleThatDoesNotAnswerOpensTheGapAgain() {
    PLANTED.getFirst().forEach(this::ask);
    var id = first(1).getFirst().gap().id();
    move(id, Gap.Status.ANSWERED, "kb_vat", 0, NOW.minusSeconds(1));

    for (int i = 0; i < GapProofs.FAILURES; i++) {
      add(gaps, question("可以开专票吗", NOW, Set.of(GapSource.REJECTED)));
    }

    assertThat(status(id)).isEqualTo(Gap.Status.OPEN);
  }

  private static void add(Gaps node, GapQuestion question) {
    node.add(question, () -> true);
  }

  private void taken(String conversation, String text, Set<String> articles, Instant at) {
    proofs.taken(new ConversationId(conversation), 1, 1, text, articles, at, () -> true);
  }

  private void move(
      String id, Gap.Status status, @Nullable String article, long volume, Instant at) {
    rows.move(id, status, article, "试", volume, "usr_editor", at);
    // What was asked before the move is not asked since.
    database
        .writer()
        .sql("update gap_question set at = :before where gap = :id")
        .param("before", at.minusSeconds(10).toEpochMilli())
        .param("id", id)
        .update();
  }

  private Gap.Status status(String id) {
    return rows.find(id).orElseThrow().status();
  }

  private List<GapList.Counted> first(int limit) {
    return list.list(
        new GapList.Filter(null, Gap.Status.OPEN, null, null, null, null),
        NOW.plusSeconds(60),
        0,
        limit);
  }

  private void ask(String text) {
    add(gaps, question(text, NOW, Set.of(GapSource.ABSTAINED)));
  }

  private GapQuestion question(String text, Instant at, Set<GapSource> sources) {
    return new GapQuestion(
        new ConversationId("cnv_" + asked++),
        1,
        1,
        text,
        "pre_sale",
        null,
        null,
        sources,
        Duration.ofSeconds(30),
        false,
        false,
        null,
        at);
  }
}
