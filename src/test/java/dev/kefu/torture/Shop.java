package dev.kefu.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small shop to start from: the store's own rules, a few buyers with one large order each, and
/// no articles, so that a start is short.
final class Shop {

  static final int BUYERS = 16;

  private Shop() {}

  static String buyer(int n) {
    return "buyer" + n;
  }

  static String order(int n) {
    return "T" + n;
  }

  static Path write(Path folder) throws IOException {
    var shop = Files.createDirectories(folder.resolve("demo-shop"));
    for (var own : new String[] {"shop.yaml", "rulebook.yaml"}) {
      Files.copy(Path.of("knowledge-base", own), folder.resolve(own));
    }
    Files.writeString(
        shop.resolve("products.csv"),
        """
        sku,product,title,options,category,price_fen,stock,safety_stock,on_sale,weight_g,attributes,restock_at
        LAMP,LAMP,落地灯,,灯具,900000,50,1,1,4200,,
        """);
    var orders =
        new StringBuilder(
            "order,buyer,state,created_at,paid_at,shipped_at,signed_at,closed_at,courier,parcel,"
                + "province,city,address,receiver,phone,shipping_fee_fen,discount_fen,note\n");
    var lines = new StringBuilder("order,sku,quantity,price_fen\n");
    var members = new StringBuilder("buyer,name,tier,points,phone,joined_at\n");
    for (var n = 0; n < BUYERS; n++) {
      orders.append(
          "%s,%s,paid,-PT3H,-PT2H,,,,zto,,浙江,杭州,某街%d号,买家,199000000%02d,0,0,\n"
              .formatted(order(n), buyer(n), n, n));
      lines.append("%s,LAMP,1,900000\n".formatted(order(n)));
      members.append("%s,买家,金卡会员,10,199000000%02d,-P812D\n".formatted(buyer(n), n));
    }
    Files.writeString(shop.resolve("orders.csv"), orders);
    Files.writeString(shop.resolve("order-lines.csv"), lines);
    Files.writeString(shop.resolve("members.csv"), members);
    return folder;
  }
}
