package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis:// x:1",
        "redis-cluster://"
      })
  void whatIsNoAddressOfARedisIsRefusedAndNotRepeated(String url) {
    var settings = new RedisSettings(url, null, null);

    assertThatThrownBy(() -> settings.uris(RedisLink.TIMEOUT))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("kefu.redis.url")
        .hasMessageNotContaining(url);
  }

  @Test
  void anAddressWithTlsIsConnectedToWithTls() {
    assertThat(
            new RedisSettings("rediss://r:1", null, "p").uris(RedisLink.TIMEOUT).getFirst().isSsl())
        .isTrue();
    assertThat(
            new RedisSettings("redis://r:1", null, "p").uris(RedisLink.TIMEOUT).getFirst().isSsl())
        .isFalse();
  }

  @Test
  void ofAClusterSomeProcessesAreNamed() {
    var settings = new RedisSettings("rediss-cluster://a:1,b:2", "kefu", "p");

    assertThat(settings.isCluster()).isTrue();
    assertThat(settings.uris(RedisLink.TIMEOUT))
        .allSatisfy(uri -> {
          assertThat(uri.isSsl()).isTrue();
          assertThat(uri.getTimeout()).isEqualTo(RedisLink.TIMEOUT);
        })
        .extracting(uri -> uri.getHost() + ":" + uri.getPort())
        .containsExactly("a:1", "b:2");
    assertThat(new RedisSettings("redis://a:1", null, null).isCluster()).isFalse();
  }
}
