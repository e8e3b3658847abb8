package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoImportTest {

  private static final List<String> TABLES =
      List.of(
          "demo_product",
          "demo_order",
          "demo_order_line",
          "demo_parcel",
          "demo_scan",
          "demo_member",
          "demo_shipping_fee",
          "demo_promotion");

  @TempDir Path temp;

  @Test
  void theShopOfTheRepositoryIsImportedWhole() throws IOException {
    var folder = Path.of("knowledge-base");
    try (var shop = DemoShopFixture.open(temp).filledFrom(folder)) {
      assertThat(shop.rows("demo_product")).isEqualTo(linesBelowHeader("products"));
      assertThat(shop.rows("demo_order")).isEqualTo(linesBelowHeader("orders"));
      assertThat(shop.rows("demo_order_line")).isEqualTo(linesBelowHeader("order-lines"));
      assertThat(shop.rows("demo_parcel")).isEqualTo(linesBelowHeader("parcels"));
      assertThat(shop.rows("demo_scan")).isEqualTo(linesBelowHeader("parcel-scans"));
      assertThat(shop.rows("demo_member")).isEqualTo(linesBelowHeader("members"));
      assertThat(shop.rows("demo_shipping_fee")).isEqualTo(linesBelowHeader("shipping-fees"));
      assertThat(shop.rows("demo_promotion")).isEqualTo(linesBelowHeader("promotions"));
    }
  }

  @Test
  void anEmptyFolderIsAnEmptyShop() throws IOException {
    var folder = Files.createDirectory(temp.resolve("kb"));
    try (var shop = DemoShopFixture.open(temp.resolve("data")).filledFrom(folder)) {
      assertThat(TABLES).allMatch(table -> shop.rows(table) == 0);
      assertThat(shop.rows("content_import")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "products.csv; 18900,12,; 18900,-1,; products.csv:2: stock: a whole number",
        "products.csv; 5900,3,; -5900,3,; products.csv:4: price_fen: a whole number",
        "products.csv; 5900,3,; 59.00,3,; products.csv:4: price_fen: a whole number",
        "products.csv; CUP-A,CUP-A,; DRS-A-BK-M,CUP-A,; products.csv:4: sku: 'DRS-A-BK-M' stands twice",
        "products.csv; 产地=杭州; 产地; products.csv:2: attributes: '产地' is not",
        "products.csv; 2,1,0,2200; 2,1,no,2200; products.csv:5: on_sale: a whole",
        "products.csv; P5D; soon; products.csv:3: restock_at: a time",
        "products.csv; restock_at; restocked; products.csv:1: the header is",
        "orders.csv; lilei,unpaid; lilei,lost; orders.csv:4: state: 'lost' is none",
        "orders.csv; lilei,unpaid; lilei,paid; orders.csv:4: paid_at: is empty, but",
        "orders.csv; xiaoyu,paid; xiaoyu,unpaid; orders.csv:2: paid_at: is set, but",
        "orders.csv; -P1D,; -P3D,; orders.csv:3: shipped_at: is before",
        "orders.csv; -PT1H; 1 hour ago; orders.csv:4: created_at: a time",
        "orders.csv; ,600,1000,; ,600,100000,; orders.csv:2: discount_fen: is more",
        "orders.csv; ,600,1000,; ,-600,1000,; orders.csv:2: shipping_fee_fen: a whole",
        "orders.csv; YS3; YS1; orders.csv:4: order: 'YS1' stands twice",
        "orders.csv; ,SF1,; ,SF9,; orders.csv:3: parcel: 'SF9' is not in parcels.csv",
        "orders.csv; sf,SF1; dhl,SF1; orders.csv:3: courier: 'dhl' is no courier",
        "order-lines.csv; YS3,; YS9,; order-lines.csv:5: order: 'YS9' is not in",
        "order-lines.csv; DRS-A-BK-L; DRS-Z; order-lines.csv:5: sku: 'DRS-Z' is not",
        "order-lines.csv; YS3,DRS-A-BK-L; YS2,DRS-A-BK-L; orders.csv:4: order: 'YS3' has no line",
        "order-lines.csv; CUP-A,2; CUP-A,0; order-lines.csv:3: quantity: a whole",
        "parcels.csv; in_transit; flying; parcels.csv:2: state: 'flying' is none",
        "parcels.csv; SF1,YS2; SF1,YS9; parcels.csv:2: order: 'YS9' is not in",
        "parcels.csv; SF1,YS2; SF1,YS1; orders.csv:3: parcel: 'SF1' belongs to order 'YS1'",
        "parcel-scans.csv; -PT5H; -PT21H; parcel-scans.csv:3: at: is before",
        "parcel-scans.csv; SF1,-PT5H; SF2,-PT5H; parcel-scans.csv:3: parcel: 'SF2' is not",
        "members.csv; 金卡会员; 白金会员; members.csv:2: tier: '白金会员' is none",
        "members.csv; ,2310,; ,-1,; members.csv:2: points: a whole",
        "shipping-fees.csv; sf,浙江; zto,浙江; shipping-fees.csv:3: province: '浙江' stands twice",
        "shipping-fees.csv; sf,浙江,1000,1200,500; sf,浙江,1000,1200,0; shipping-fees.csv:3: step_g: a whole",
        "promotions.csv; gift,CUP-A; gift,CUP-B; promotions.csv:4: skus: 'CUP-B' is no",
        "promotions.csv; 90,winter_sale; 90,summer_sale; promotions.csv:3: window: 'summer_sale' is not",
        "promotions.csv; 0,0,90; 0,0,0; promotions.csv:3: percent: a discount",
        "promotions.csv; 19900,2000; 1900,2000; promotions.csv:2: reduce_fen: has to be",
        "promotions.csv; cup-gift; dress-90; promotions.csv:4: id: 'dress-90' stands twice",
      })
  void aMistakeIsToldWithFileAndLineAndNothingIsImported(
      String file, String right, String wrong, String message) {
    var folder = SmallShop.in(temp.resolve("kb"));
    folder.replace("demo-shop/" + file, right, wrong);

    try (var shop = DemoShopFixture.open(temp.resolve("data"))) {
      assertThatThrownBy(() -> shop.filledFrom(folder.folder()))
          .isInstanceOf(StartRefused.class)
          .hasMessageStartingWith("kb/demo-shop/" + message);
      assertThat(TABLES).allMatch(table -> shop.rows(table) == 0);
      assertThat(shop.rows("content_import")).isZero();
      assertThat(shop.rows("validity_window")).isZero();
    }
  }

  private static int linesBelowHeader(String name) throws IOException {
    return Files.readAllLines(Path.of("knowledge-base/demo-shop/" + name + ".csv")).size() - 1;
  }
}
