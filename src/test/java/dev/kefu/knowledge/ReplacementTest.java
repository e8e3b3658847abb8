package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.knowledge.Replacement.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplacementTest {

  @Test
  void wordsAreReplacedWhereverTheyStandButWhereNobodyLooks() {
    var old =
        article("顺丰多久到？", "顺丰两天，顺丰特快一天。")
            .similar("顺丰几天到", "寄来要多久")
            .tags("顺丰")
            .negative("顺丰电话")
            .answers(new Variant(Stage.PRE_SALE, List.of(), "拍下后走顺丰。"))
            .fields();

    var done = replace("顺丰", "京东快递", null).on(old);

    assertThat(done.times()).isEqualTo(5);
    assertThat(done.changes())
        .extracting(Replacement.Change::field)
        .containsExactly("question", "similar", "answer", "answers");
    assertThat(done.fields().answer()).isEqualTo("京东快递两天，京东快递特快一天。");
    assertThat(done.fields().similar()).containsExactly("京东快递几天到", "寄来要多久");
    assertThat(done.fields().answers().getFirst().answer()).isEqualTo("拍下后走京东快递。");
    assertThat(done.fields().answers().getFirst().stage()).isEqualTo(Stage.PRE_SALE);
    assertThat(done.fields().tags()).containsExactly("顺丰");
    assertThat(done.fields().negative()).containsExactly("顺丰电话");
    assertThat(replace("顺丰", "京东", List.of(Part.TAGS)).on(old).changes())
        .containsExactly(new Replacement.Change("tags", "顺丰", "京东"));
  }

  @Test
  void whatIsLookedForIsNoPattern() {
    var old = article("能打8.8折吗", "可以（8.8折）$1。").fields();

    assertThat(replace("8.8折", "九折$0\\", null).on(old).fields().answer())
        .isEqualTo("可以（九折$0\\）$1。");
    assertThat(replace(".*", "x", null).on(old).times()).isZero();
    assertThat(replace("$1", "", null).on(old).fields().answer()).isEqualTo("可以（8.8折）。");
  }

  @Test
  void whatWasPutInIsNotLookedThroughAgain() {
    var old = article("问", "哈哈哈").fields();

    assertThat(replace("哈哈", "哈哈哈", null).on(old).fields().answer()).isEqualTo("哈哈哈哈");
    assertThat(replace("哈哈", "哈哈哈", null).on(old).times()).isEqualTo(1);
  }

  @Test
  void anyWritingWillDoIfSoWanted() {
    var old = article("ＶＩＰ怎么退運費", "Vip 会员免运费，ⅤIP卡另算。").fields();

    assertThat(replace("vip", "会员", null).on(old).times()).isZero();
    var done = folded("vip", "贵宾").on(old).fields();
    assertThat(done.question()).isEqualTo("贵宾怎么退運費");
    assertThat(done.answer()).isEqualTo("贵宾 会员免运费，贵宾卡另算。");
    assertThat(folded("退运费", "退邮费").on(old).fields().question()).isEqualTo("ＶＩＰ怎么退邮费");
    assertThat(folded("vip 会员", "贵宾").on(old).fields().answer()).startsWith("贵宾免运费");
  }

  @Test
  void halfACharacterIsNeverFound() {
    var old = article("𠮷野家能配送吗😀", "能😀😃。").fields();

    assertThat(replace("😃", "", null).on(old).fields().answer()).isEqualTo("能😀。");
    for (var half : List.of("\uD83D", "\uDE00")) {
      assertThatThrownBy(() -> replace(half, "x", null)).isInstanceOf(Refusal.class);
      assertThatThrownBy(() -> replace("x", half, null)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void twoTagsThatBecomeTheSameBecomeOneAndTwoWordingsAreTold() {
    var old = article("羽绒服能水洗吗", "能。").similar("羽绒衣能水洗吗", "怎么洗").tags("羽绒服", "羽绒衣").fields();

    var tags = replace("羽绒衣", "羽绒服", List.of(Part.TAGS)).on(old).fields();
    assertThat(tags.tags()).containsExactly("羽绒服");

    var both = replace("羽绒衣", "羽绒服", null).on(old).fields();
    assertThat(Replacement.mistakes(old, both))
        .extracting(Mistake::message)
        .containsExactly("会有两个一样的问法“羽绒服能水洗吗”");
    assertThat(Replacement.mistakes(both, both)).isEmpty();
  }

  @Test
  void whatSaysNothingOrTooMuchIsRefused() {
    assertThatThrownBy(() -> replace("", "x", null)).hasMessage("find 要有 1 至 200 个字符");
    assertThatThrownBy(() -> replace("x".repeat(201), "x", null)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> replace("x", "y".repeat(1_001), null)).hasMessage("with 最长 1000 个字符");
    assertThatThrownBy(() -> replace("x", "x", null)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> replace("x", "y", List.of())).isInstanceOf(Refusal.class);
    assertThat(replace("𠮷".repeat(200), "y", null).find()).hasSize(400);
  }

  private static Replacement replace(String find, String with, @Nullable List<Part> in) {
    return new Replacement(find, with, in, null);
  }

  private static Replacement folded(String find, String with) {
    return new Replacement(find, with, null, true);
  }
}
