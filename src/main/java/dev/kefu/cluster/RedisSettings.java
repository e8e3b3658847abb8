package dev.kefu.cluster;

import dev.kefu.base.StartRefused;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The bus between several nodes.
///
/// @param url `redis://host:port` or, with TLS, `rediss://host:port`; without one there is one node
@ConfigurationProperties("kefu.redis")
record RedisSettings(@Nullable String url, @Nullable String username, @Nullable String password) {

  /// @param timeout of each command
  /// @throws StartRefused for what is no address of a Redis
  RedisURI uri(Duration timeout) {
    var address = parsed();
    address.setTimeout(timeout);
    if (password != null && username != null) {
      address.setAuthentication(username, password.toCharArray());
    } else if (password != null) {
      address.setAuthentication(password.toCharArray());
    }
    return address;
  }

  private RedisURI parsed() {
    if (url == null || !(url.startsWith("redis://") || url.startsWith("rediss://"))) {
      throw refused();
    }
    try {
      return RedisURI.create(url);
    } catch (IllegalArgumentException _) {
      throw refused();
    }
  }

  /// Does not repeat the address, which may hold a password.
  private static StartRefused refused() {
    return new StartRefused(
        "kefu.redis.url is not the address of a Redis.",
        "Write it as redis://host:6379 or, with TLS, rediss://host:6379.");
  }
}
