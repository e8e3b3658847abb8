package dev.kefu.commerce.http;

import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.http.StandInShop.Mood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;

/// A whole shop outside, for stories: an ERP on a port of its own, and the file that describes it.
@NullMarked
public final class OutsideShop implements AutoCloseable {

  private static final String WEBHOOK_SECRET = "knock-knock-knock-knock";

  private final DemoShopFixture truth;
  private final StandInShop shop;
  private final Path file;

  public OutsideShop(Path folder) throws IOException {
    truth = DemoShopFixture.small(folder);
    var face = new ErpFace(truth.doors());
    shop = new StandInShop(asked -> HttpContract.behindBase(face, asked));
    file =
        Files.writeString(
            folder.resolve("erp.yaml"), HttpShopFixture.exampleText("erp-rest.yaml", shop.port()));
  }

  /// What the program is started with to serve this shop.
  public List<String> settings() {
    return List.of(
        "--kefu.shop.connector=http",
        "--kefu.shop.file=" + file,
        "--kefu.shop.secrets.token=" + HttpShopFixture.SECRET,
        "--kefu.shop.secrets.webhook=" + WEBHOOK_SECRET);
  }

  public void setStock(String sku, int stock) {
    truth.setStock(sku, stock);
  }

  public void setPrice(String sku, long priceFen) {
    truth.setPrice(sku, priceFen);
  }

  public void breakDown() {
    shop.mood = Mood.BROKEN;
  }

  public void hang() {
    shop.mood = Mood.HANGING;
  }

  public void comeBack() {
    shop.mood = Mood.FINE;
  }

  /// The signature of a message of this shop.
  public static String signed(long timestamp, String body) {
    var secret = new SecretKeySpec(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    return HexFormat.of()
        .formatHex(
            Signature.mac(secret, Long.toString(timestamp), body.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    shop.close();
    truth.close();
  }
}
