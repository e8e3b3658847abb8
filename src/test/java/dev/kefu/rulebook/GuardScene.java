package dev.kefu.rulebook;

import dev.kefu.base.Body;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.content.ContentFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// The shop, the order and the hour all replies of the corpus are written for: see the README
/// beside them.
@NullMarked
final class GuardScene implements AutoCloseable {

  /// 17:30 in the shop.
  private static final Instant NOW = Instant.parse("2026-11-26T09:30:00Z");

  private static final String ORDER = "YS4400990001";
  private static final String SKU = "DRS-A-BK-M";

  private final TestRulebook test;

  private GuardScene(TestRulebook test) {
    this.test = test;
  }

  static GuardScene create(Path folder) {
    var test = TestRulebook.create(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    test.store().store(shopsOwnRules().withVersion(2), "test");
    stock(test.shop());
    return new GuardScene(test);
  }

  Verdict check(String text) {
    return test.rulebook()
        .check(
            new Draft(
                TestRulebook.agent(),
                new Body.Text(text),
                SKU,
                ORDER,
                FakeShop.BUYER,
                Settled.NOTHING));
  }

  /// The same shop with a cut-off, which the order in focus was paid behind.
  void tellCutoff() {
    test.setCutoff("09:30");
  }

  @Override
  public void close() {
    test.close();
  }

  private static Rules shopsOwnRules() {
    return RulesFile.read(
        ContentFile.read("rulebook.yaml", Path.of("knowledge-base", "rulebook.yaml")));
  }

  private static void stock(FakeShop shop) {
    for (var option : List.of("BK-S", "BK-M", "BK-L", "WH-M")) {
      shop.add(dress("DRS-A-" + option));
    }
    shop.add(order(ORDER, FakeShop.BUYER));
    shop.add(order("YS4400126178", "lanxin_mama"));
    shop.add(FakeShop.promotion("冬季暖心节满399减50", "full_reduction", 39_900L, 5_000L, null));
    shop.add(FakeShop.promotion("法式连衣裙满189减15", "full_reduction", 18_900L, 1_500L, null));
    shop.add(FakeShop.promotion("会员感恩券满129减10", "coupon", 12_900L, 1_000L, null));
    shop.add(ofOtherGoods("暖被床品九折", 90));
    shop.add(ofOtherGoods("开窑日瓷器八五折", 85));
    shop.add(ofOtherGoods("双12大衣羽绒八折", 80));
    shop.add(FakeShop.promotion("新客券满59减5", "coupon", 5_900L, 500L, null));
  }

  private static Promotion ofOtherGoods(String title, int percent) {
    return new Promotion(
        title, title, "discount", List.of("BWL-A"), null, null, percent, null, null, NOW, "test");
  }

  private static Product dress(String sku) {
    return new Product(
        sku, "DRS-A", "云上法式连衣裙", sku, "女装/连衣裙", true, 18_900, null, 12, 8, null, 420, Map.of(), NOW,
        "test");
  }

  private static Order order(String order, String buyer) {
    return new Order(
        order,
        buyer,
        OrderState.PAID,
        List.of(new Order.OrderLine(SKU, "云上法式连衣裙 黑色/M", 1, 18_900)),
        18_900,
        null,
        NOW.minusSeconds(1_300),
        NOW.minusSeconds(1_200),
        null,
        null,
        NOW.plusSeconds(85_200),
        "zto",
        null,
        "浙江",
        "杭州",
        NOW,
        "test");
  }
}
