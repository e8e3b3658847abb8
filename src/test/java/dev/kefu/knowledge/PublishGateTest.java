package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.knowledge.NearArticles.Band;
import dev.kefu.knowledge.PinnedQuestions.Fate;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import dev.kefu.knowledge.PinnedQuestions.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishGateTest {

  private static final Staff WRITER = staff("usr_editor", Role.EDITOR);
  private static final Staff COLLEAGUE = staff("usr_other", Role.EDITOR);

  @TempDir Path folder;
  private TestKnowledge room;

  @BeforeEach
  void open() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    publish("kb_ship", article("下单以后多久发货？", "付款后 2 天内发货。"));
    publish("kb_back", article("七天无理由退货的运费谁出？", "由您承担，10 元起。"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void theSameQuestionInOtherWordsIsTold() {
    var near = room.nearArticles.of("kb_new", article("下单以后多久能发货呀？", "很快。").fields());

    assertThat(near.getFirst().article()).isEqualTo("kb_ship");
    assertThat(near.getFirst().band()).isEqualTo(Band.SAME);
    assertThat(near.getFirst().contradicts()).isFalse();
    assertThat(near.getLast().band()).isEqualTo(Band.FAR);
  }

  @Test
  void anotherAnswerToTheSameQuestionIsKeptBackUntilSomebodySaysItIsMeant() {
    var draft = draft("kb_new", article("下单以后多久能发货呀？", "付款后三天内发货。"));

    assertThatThrownBy(() -> room.gate.check(WRITER, List.of(draft), false))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.code()).isEqualTo(ErrorCode.CONFLICT);
              assertThat(r.details().toString()).contains("kb_ship");
            });

    room.database
        .transactions()
        .executeWithoutResult(
            _ -> room.distinct.mark("kb_new", "kb_ship", "预售商品", EDITOR, Instant.now()));
    assertThatCode(() -> room.gate.check(WRITER, List.of(draft), false)).doesNotThrowAnyException();
  }

  @Test
  void whatNoShopperCanGetBothOfDoesNotContradict() {
    var ended = Instant.parse("2026-01-01T00:00:00Z");
    for (var other :
        List.of(
            article("下单以后多久能发货呀？", "付款后 48 小时内发货。"),
            article("下单以后多久能发货呀？", "付款后两天内发货。"),
            article("下单以后多久能发货呀？", "付款后三天内发货。").valid(null, ended))) {
      var near = room.nearArticles.of("kb_new", other.fields());
      assertThat(near.getFirst().contradicts()).as(other.fields().answer()).isFalse();
    }
  }

  @Test
  void aPinnedQuestionThatWouldFareWorseKeepsAnArticleBack() {
    pin("多久可以发货", "kb_ship");
    pin("今天天气怎么样", null);
    var rival = draft("kb_new", article("多久可以发货", "看情况。"));

    var fates = room.pinned.rehearse(List.of(new Published("kb_new", 2, rival.fields())));
    // Pinned within one millisecond, they have no order.
    assertThat(fates)
        .extracting(f -> f.test().question(), Fate::before, Fate::after, Fate::verdict)
        .containsExactlyInAnyOrder(
            tuple("多久可以发货", 1, 2, Verdict.WORSE), tuple("今天天气怎么样", null, null, Verdict.UNCHANGED));

    assertThatThrownBy(() -> room.gate.check(WRITER, List.of(rival), false))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThatThrownBy(() -> room.gate.check(WRITER, List.of(rival), true))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.FORBIDDEN));
    assertThatCode(() -> room.gate.check(COLLEAGUE, List.of(rival), true))
        .doesNotThrowAnyException();
    assertThat(room.knowledge.search(ask("多久可以发货")).getFirst().article()).isEqualTo("kb_ship");
  }

  /// What is tried is what comes: the places after publishing are those of the rehearsal.
  @Test
  void theRehearsalIsWhatSearchesFindAfterwards() {
    pin("多久可以发货", "kb_ship");
    pin("退货运费谁承担", "kb_back");
    var changed = article("退换货的运费由谁承担？", "由您承担，10 元起。").similar("退货邮费谁出").fields();

    var tried = room.pinned.rehearse(List.of(new Published("kb_back", 3, changed)));
    room.articles.save("kb_back", 2, changed, EDITOR);
    room.articles.publish("kb_back", 3, EDITOR);

    var now = room.pinned.rehearse(List.of());
    assertThat(now)
        .extracting(f -> f.before())
        .isEqualTo(tried.stream().map(f -> f.after()).toList());
    assertThat(now).allMatch(f -> f.verdict() == Verdict.UNCHANGED);
  }

  @Test
  void anEmergencyAnswerWinsWhileItHolds() {
    var ends = Instant.now().plusSeconds(3_600);
    publish("kb_typhoon", article("台风期间发货", "受台风影响，发货推迟。").emergency("发货").valid(null, ends));

    assertThat(room.knowledge.search(ask("多久可以发货")).getFirst().article()).isEqualTo("kb_typhoon");
    assertThat(room.knowledge.search(ask("多久可以发货")).getFirst().confidence())
        .isEqualTo(Confidence.HIGH);
    assertThat(room.knowledge.search(ask("退货运费谁出")).getFirst().article()).isEqualTo("kb_back");
    var later = new Question("多久可以发货", null, null, null, ends, 10);
    assertThat(room.knowledge.search(later).getFirst().article()).isEqualTo("kb_ship");
  }

  @Test
  void thereAreAtMostTenEmergencies() {
    var ends = Instant.now().plusSeconds(3_600);
    for (int i = 0; i < Emergencies.MOST; i++) {
      publish("kb_emergency_" + i, article("应急" + i, "稍后。").emergency("事件" + i).valid(null, ends));
    }
    var eleventh = article("应急", "稍后。").emergency("停电").valid(null, ends);

    assertThatThrownBy(() -> publish("kb_one_more", eleventh)).isInstanceOf(Refusal.class);
    assertThat(room.knowledge.search(ask("停电了吗")))
        .extracting(Hit::article)
        .doesNotContain("kb_one_more");

    room.articles.retire("kb_emergency_0", 2, EDITOR);
    room.articles.publish("kb_one_more", 1, EDITOR);
    assertThat(room.knowledge.search(ask("停电了吗")).getFirst().article()).isEqualTo("kb_one_more");
    assertThat(
            ArticleRules.mistakes(article("问", "答").emergency("停电").fields(), room.shop.windows()))
        .extracting(Mistake::field)
        .containsExactly("valid_until");
  }

  @Test
  void theProductCountsMoreThanTheStageForWhichAnswerIsGiven() {
    publish(
        "kb_wash",
        article("裙子可以机洗吗？", "建议手洗。")
            .answers(
                new Variant(Stage.PRE_SALE, List.of(), "售前：建议手洗。"),
                new Variant(null, List.of("DRS-A"), "DRS-A 可以机洗。")));

    assertThat(answer(null, null)).isEqualTo("建议手洗。");
    assertThat(answer(Stage.PRE_SALE, null)).isEqualTo("售前：建议手洗。");
    assertThat(answer(Stage.AFTER_SALE, null)).isEqualTo("建议手洗。");
    assertThat(answer(Stage.PRE_SALE, "DRS-A")).isEqualTo("DRS-A 可以机洗。");
  }

  @Test
  void figuresAreComparedByWhatTheyCount() {
    assertThat(Figures.contradict("7天内", "十五日内")).isTrue();
    assertThat(Figures.contradict("七天内", "7 天内退，十元运费")).isFalse();
    assertThat(Figures.contradict("7天内", "15元")).isFalse();
    assertThat(Figures.contradict("满199元减20元", "满199元减30元")).isFalse();
    assertThat(Figures.contradict("{{stock|else:9}}件", "8件")).isFalse();
    assertThat(Figures.of("两百五十克").get("g")).containsExactly("250");
  }

  @Test
  void whatGrowsOldIsPointedOut() {
    var fields =
        article("现在有货吗", "现货 12 件，129元，16点前付款今天发，12月1日截止，加V：13812345678").negative("有货").fields();

    assertThat(Lint.of(fields))
        .extracting(Lint.Finding::code)
        .containsExactly(
            "typed_stock",
            "typed_price",
            "typed_time",
            "typed_date",
            "phone",
            "contact",
            "rules_itself_out");
    assertThat(Lint.of(article("有货吗", "亲，{{stock|else:现货充足}}，放心拍。").fields())).isEmpty();
    assertThat(Lint.of(article("问", "字".repeat(301)).fields()))
        .extracting(Lint.Finding::code)
        .containsExactly("long");
  }

  @Test
  void shoppersNumbersAreMasked() {
    assertThat(Impact.masked("我的电话１３８-1234 5678，订单2026112300012，买2件"))
        .isEqualTo("我的电话***，订单***，买2件");
  }

  private String answer(@Nullable Stage stage, @Nullable String sku) {
    return room.knowledge
        .search(new Question("裙子可以机洗吗", stage, sku, null, Instant.now(), 3))
        .getFirst()
        .answer();
  }

  private void pin(String question, @Nullable String article) {
    room.pinned.add(new Pinned("", question, null, null, article, "小周", Instant.EPOCH));
  }

  private Article draft(String id, Samples.Builder article) {
    return room.articles.create(id, article.fields(), EDITOR);
  }

  private void publish(String id, Samples.Builder article) {
    if (room.table.find(id).isEmpty()) {
      draft(id, article);
    }
    room.articles.publish(id, 1, EDITOR);
  }

  private static Question ask(String text) {
    return new Question(text, null, null, null, Instant.now(), 10);
  }

  private static Staff staff(String id, Role... roles) {
    return new Staff(new StaffId(id), id, id, Set.copyOf(Stream.of(roles).toList()), null);
  }
}
