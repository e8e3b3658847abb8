package dev.kefu.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The lines to Redis. One that breaks is made anew by the client, with what it was subscribed to;
/// until then whoever asks is refused at once.
final class RedisLink {

  static final Duration TIMEOUT = Duration.ofMillis(500);
  static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final int MAX_WAITING = 1_000;
  private static final int THREADS = 2;
  private static final long FIRST_RETRY_MS = 50;
  private static final long LONGEST_RETRY_MS = 1_000;
  private static final Duration LOOK_AROUND = Duration.ofSeconds(30);

  private final ClientResources resources;
  private final RedisLines redis;
  private final boolean spread;
  private volatile RedisLines.@Nullable Opened lines;

  /// Connects to nothing yet.
  RedisLink(RedisSettings settings) {
    var uris = settings.uris(TIMEOUT);
    resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .reconnectDelay(
                Delay.exponential(FIRST_RETRY_MS, LONGEST_RETRY_MS, TimeUnit.MILLISECONDS, 2))
            .build();
    spread = settings.isCluster();
    redis =
        spread
            ? new SeveralRedis(resources, uris, ofCluster())
            : new OneRedis(resources, uris.getFirst(), options());
  }

  private static ClientOptions options() {
    return ClientOptions.builder()
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(MAX_WAITING)
        .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).keepAlive(true).build())
        .build();
  }

  private static ClusterClientOptions ofCluster() {
    return ClusterClientOptions.builder(options())
        .topologyRefreshOptions(
            ClusterTopologyRefreshOptions.builder().enablePeriodicRefresh(LOOK_AROUND).build())
        .build();
  }

  /// Connects, in place of what was connected before. Blocks, for a few timeouts at most.
  ///
  /// @param heard is given what comes and on which channel, on the client's thread: must not block
  /// @throws RedisException when it cannot be reached
  void open(BiConsumer<String, byte[]> heard, String... channels) {
    close();
    lines = redis.open(heard, channels);
  }

  /// Whether channels are spread over several processes.
  boolean isSpread() {
    return spread;
  }

  /// Whether it was connected; the lines may be broken.
  boolean isMade() {
    return lines != null;
  }

  boolean isOpen() {
    var those = lines;
    return those != null && those.areOpen();
  }

  /// Empty while Redis cannot be asked.
  Optional<RedisClusterAsyncCommands<String, byte[]>> commands() {
    var those = lines;
    return those == null || !those.areOpen() ? Optional.empty() : Optional.of(those.commands());
  }

  private void close() {
    var those = lines;
    lines = null;
    if (those != null) {
      those.close();
    }
  }

  /// For good.
  void stop() {
    close();
    redis.stop();
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
