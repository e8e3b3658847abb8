package dev.kefu.cluster;

import dev.kefu.base.StartRefused;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The bus between several nodes.
///
/// @param url `redis://host:port` or, with TLS, `rediss://host:port`; of a Redis Cluster
///   `redis-cluster://host:port,host:port` or `rediss-cluster://…` with some of its processes;
///   without one there is one node
@ConfigurationProperties("kefu.redis")
record RedisSettings(@Nullable String url, @Nullable String username, @Nullable String password) {

  private static final String CLUSTER = "-cluster://";

  boolean isCluster() {
    return url != null && url.contains(CLUSTER);
  }

  /// One, or some of a cluster.
  ///
  /// @param timeout of each command
  /// @throws StartRefused for what is no address of a Redis
  List<RedisURI> uris(Duration timeout) {
    var addresses = parsed();
    for (var address : addresses) {
      address.setTimeout(timeout);
      if (password != null && username != null) {
        address.setAuthentication(username, password.toCharArray());
      } else if (password != null) {
        address.setAuthentication(password.toCharArray());
      }
    }
    return addresses;
  }

  private List<RedisURI> parsed() {
    if (url == null) {
      throw refused();
    }
    var one = url.replace(CLUSTER, "://");
    if (!(one.startsWith("redis://") || one.startsWith("rediss://"))) {
      throw refused();
    }
    try {
      return isCluster()
          ? RedisClusterURIUtil.toRedisURIs(URI.create(one))
          : List.of(RedisURI.create(one));
    } catch (IllegalArgumentException _) {
      throw refused();
    }
  }

  /// Does not repeat the address, which may hold a password.
  private static StartRefused refused() {
    return new StartRefused(
        "kefu.redis.url is not the address of a Redis.",
        "Write it as redis://host:6379 or, with TLS, rediss://host:6379; of a Redis Cluster as"
            + " redis-cluster://host:6379,host:6379.");
  }
}
