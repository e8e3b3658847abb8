package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first signature is the one the platform's own documents work out; the others are the same
/// parameters under the two other methods, worked out with another program.
class SigningTest {

  private static final Map<String, String> EXAMPLE =
      Map.of(
          "method", "taobao.item.seller.get",
          "app_key", "12345678",
          "session", "test",
          "timestamp", "2016-01-01 12:00:00",
          "format", "json",
          "v", "2.0",
          "fields", "num_iid,title,nick,price,num",
          "num_iid", "11223344");

  @ParameterizedTest
  @CsvSource({
    "md5, 66987CB115214E59E6EC978214934FB8",
    "hmac, D56D7858309C31B6251083A874D48273",
    "hmac-sha256, 04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8",
  })
  void theExampleOfTheDocumentsIsSignedAsThere(String method, String signature) {
    var all = new TreeMap<>(EXAMPLE);
    all.put("sign_method", method);

    assertThat(Signing.ofWireName(method).orElseThrow().sign(all, "helloworld"))
        .isEqualTo(signature);
  }

  @Test
  void whatIsEmptyIsNotSigned() {
    var all = new TreeMap<>(EXAMPLE);
    var before = Signing.HMAC_SHA256.sign(all, "helloworld");
    all.put("q", "");

    assertThat(Signing.HMAC_SHA256.sign(all, "helloworld")).isEqualTo(before);
    assertThat(Signing.HMAC_SHA256.sign(all, "helloworld2")).isNotEqualTo(before);
  }

  @Test
  void timesAreThoseOfTheClocksInChina() {
    var moment = TopTime.moment("created", "2026-11-23 12:00:00");

    assertThat(moment).isEqualTo("2026-11-23T04:00:00Z");
    assertThat(TopTime.text(moment)).isEqualTo("2026-11-23 12:00:00");
  }
}
