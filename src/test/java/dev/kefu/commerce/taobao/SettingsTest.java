package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import dev.kefu.commerce.line.Call;
import dev.kefu.commerce.line.Heard;
import dev.kefu.commerce.line.ShopLine;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A mistake in the settings refuses the start and says which one it is.
class SettingsTest {

  private static final Map<String, String> RIGHT =
      Map.of(
          "kefu.taobao.gateway", "https://gateway.example.com/router/rest",
          "kefu.taobao.token-url", "https://gateway.example.com/token",
          "kefu.taobao.app-key", "12345678",
          "kefu.taobao.app-secret", "a-secret",
          "kefu.taobao.session", "a-session",
          "kefu.taobao.refresh-token", "a-refresh",
          "kefu.taobao.seal-key", TaobaoFixture.SEAL_KEY);

  @Test
  void whatIsSetIsWhatIsMeant() {
    var parts = parts("kefu.taobao.parcel-actions.STA_INBOUND", "delivering");

    assertThat(parts.app()).isEqualTo(new TopApp("12345678", "a-secret", Signing.HMAC_SHA256));
    assertThat(parts.tokens()).isEqualTo(new Tokens("a-session", "a-refresh", null));
    assertThat(parts.gateway().base()).hasPath("/router/rest");
    assertThat(parts.sealKey().getEncoded()).hasSize(32);
    assertThat(parts.app() + " " + parts.tokens() + " " + settings(RIGHT))
        .doesNotContain("a-secret", "a-session", "a-refresh", TaobaoFixture.SEAL_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "app-key, ''",
    "app-secret, ' '",
    "session, ''",
    "session, two words",
    "gateway, ''",
    "gateway, http://gateway.example.com/router/rest",
    "gateway, https://gateway.example.com:8443/router/rest",
    "gateway, https://name:word@gateway.example.com/",
    "token-url, ftp://gateway.example.com/token",
    "sign-method, sha1",
    "seal-key, ''",
    "seal-key, too-short",
    "concurrent, 0",
    "concurrent, 65",
    "every, 0s",
    "safety-stock, -1",
    "parcel-actions.GOT, flown",
    "allow.networks[0], everywhere",
  })
  void aMistakeIsNamed(String name, String value) {
    assertThatThrownBy(
            () -> {
              var parts = parts("kefu.taobao." + name, value);
              parts.app();
              parts.tokens();
              parts.gateway();
              parts.token(
                  String.valueOf(with("kefu.taobao." + name, value).get("kefu.taobao.token-url")));
              parts.sealKey();
            })
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              var told = name.startsWith("allow") ? "gateway" : name;
              assertThat(refused).hasMessageContaining("kefu.taobao." + told);
              assertThat(refused.remedy()).contains("docs/connectors.md");
            });
  }

  @Test
  void aGatewayInsideOurOwnNetworkIsNotReached() {
    var values = with("kefu.taobao.gateway", "http://127.0.0.1:9/router/rest");
    values.put("kefu.taobao.allow.http", "true");
    values.put("kefu.taobao.allow.ports", "9");
    try (var line =
        new ShopLine(new TaobaoParts(settings(values)).gateway(), TaobaoFixture.HASTY)) {
      assertThat(line.ask(Call.form("any", "a=b"))).isEqualTo(new Heard.Silent("address"));
    }
  }

  private static TaobaoParts parts(String name, String value) {
    return new TaobaoParts(settings(with(name, value)));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> all = new HashMap<>(RIGHT);
    all.put(name, value);
    return all;
  }

  private static TaobaoSettings settings(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bind("kefu.taobao", TaobaoSettings.class)
        .get();
  }
}
