package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Body;
import dev.kefu.base.Slot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shop does not answer: nobody can confirm what a reply says of it.
class SilentShopTest {

  @TempDir Path folder;
  private TestRulebook test;

  @BeforeEach
  void open() {
    test = TestRulebook.create(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"这件119元", "还有3件，喜欢可以拍", "库存：12个哦", "只剩2双了"})
  void aTypedPriceOrStockNeedsAReason(String text) {
    test.shop().breakDown();

    assertThat(cleared(text).needsReason()).isTrue();
    assertThat(cleared(text).past("checked").needsReason()).isFalse();
  }

  /// The one only needs a reason, the other may not be said at all.
  @Test
  void aStockThatCannotBeConfirmedHidesNoPromiseOfStock() {
    test.shop().breakDown();

    assertThat(
            test.rulebook()
                .check(
                    new Draft(
                        TestRulebook.agent(),
                        new Body.Text("还有3件，这款一直都有货"),
                        "CUP-A",
                        null,
                        FakeShop.BUYER,
                        Settled.NOTHING)))
        .isInstanceOf(Verdict.Blocked.class);
  }

  @Test
  void whileTheShopAnswersAStockNeedsNone() {
    assertThat(cleared("还有3件，喜欢可以拍").needsReason()).isFalse();
  }

  @Test
  void aStockThatIsAFactNeedsNone() {
    test.shop().breakDown();
    var slot = new Slot(2, 3, "stock", "CUP-A", "3");

    assertThat(cleared(new Body.Text("还有3件", List.of(slot))).needsReason()).isFalse();
  }

  @Test
  void whatIsStillToBeFoundOutIsNotSentAsItIs() {
    assertThat(check(new Body.Text("亲，这件【待核实】元")))
        .isInstanceOfSatisfying(
            Verdict.Blocked.class,
            blocked ->
                assertThat(blocked.findings())
                    .singleElement()
                    .matches(found -> found.rule().equals("K-UNCONFIRMED"))
                    .matches(found -> found.from() == 4 && found.to() == 9));
  }

  private ClearedReply cleared(String text) {
    return cleared(new Body.Text(text));
  }

  private ClearedReply cleared(Body body) {
    var verdict = check(body);
    assertThat(verdict).isInstanceOf(Verdict.Cleared.class);
    return ((Verdict.Cleared) verdict).reply();
  }

  private Verdict check(Body body) {
    return test.rulebook()
        .check(
            new Draft(TestRulebook.agent(), body, "CUP-A", null, FakeShop.BUYER, Settled.NOTHING));
  }
}
