package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost:6379", "http://localhost", "redis://", "redis:// x:1"})
  void whatIsNoAddressOfARedisIsRefusedAndNotRepeated(String url) {
    var settings = new RedisSettings(url, null, null);

    assertThatThrownBy(() -> settings.uri(RedisLink.TIMEOUT))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("kefu.redis.url")
        .hasMessageNotContaining(url);
  }

  @Test
  void anAddressWithTlsIsConnectedToWithTls() {
    assertThat(new RedisSettings("rediss://r:1", null, "p").uri(RedisLink.TIMEOUT).isSsl())
        .isTrue();
    assertThat(new RedisSettings("redis://r:1", null, "p").uri(RedisLink.TIMEOUT).isSsl())
        .isFalse();
  }
}
