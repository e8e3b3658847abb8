package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentImport;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads `demo-shop/*.csv` into the demo shop's tables.
@Component
@OfDemoShop
class DemoImport implements ContentImport {

  private final Tables tables;

  DemoImport(JdbcClient writer) {
    this.tables = new Tables(writer);
  }

  @Override
  public Prepared check(Content content) {
    var at = content.importedAt();
    var shop = content.shop();
    var goods = read(content, "products", ProductsCsv.NONE, f -> ProductsCsv.read(f, at));
    var products = read(content, "floor-prices", goods, goods::withFloors);
    var orders = read(content, "orders", OrdersCsv.NONE, f -> OrdersCsv.read(f, content));
    var lines =
        read(
            content,
            "order-lines",
            OrderLinesCsv.NONE,
            f -> OrderLinesCsv.read(f, orders, products));
    lines.checkAmounts(orders);
    var parcels = read(content, "parcels", ParcelsCsv.NONE, f -> ParcelsCsv.read(f, orders, shop));
    parcels.checkOrders(orders);
    var scans =
        read(
            content, "parcel-scans", ParcelScansCsv.NONE, f -> ParcelScansCsv.read(f, parcels, at));
    var members = read(content, "members", MembersCsv.NONE, f -> MembersCsv.read(f, at));
    var fees =
        read(content, "shipping-fees", ShippingFeesCsv.NONE, f -> ShippingFeesCsv.read(f, shop));
    var promotions =
        read(
            content,
            "promotions",
            PromotionsCsv.NONE,
            f -> PromotionsCsv.read(f, products, content.windows()));
    return () -> {
      tables.products(products.rows());
      tables.orders(List.copyOf(orders.rows().values()));
      tables.lines(lines.rows());
      tables.parcels(List.copyOf(parcels.rows().values()));
      tables.scans(scans.rows());
      tables.members(members.rows());
      tables.fees(fees.rows());
      tables.promotions(promotions.rows());
    };
  }

  private static <T> T read(Content content, String name, T none, Function<ContentFile, T> reader) {
    return content.folder().file("demo-shop/" + name + ".csv").map(reader).orElse(none);
  }
}
