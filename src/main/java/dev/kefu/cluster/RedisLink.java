package dev.kefu.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Two lines to Redis: one to ask and say, one to hear. A line that breaks is made anew by the
/// client, with what it was subscribed to; until then whoever asks is refused at once.
final class RedisLink {

  static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final int MAX_WAITING = 1_000;
  private static final int THREADS = 2;
  private static final long FIRST_RETRY_MS = 50;
  private static final long LONGEST_RETRY_MS = 1_000;
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final ClientResources resources;
  private final RedisClient client;
  private volatile @Nullable Lines lines;

  private record Lines(
      StatefulRedisConnection<String, byte[]> say,
      StatefulRedisPubSubConnection<String, byte[]> hear) {

    boolean areOpen() {
      return say.isOpen() && hear.isOpen();
    }

    void close() {
      var _ = say.closeAsync();
      var _ = hear.closeAsync();
    }
  }

  /// Connects to nothing yet.
  RedisLink(RedisSettings settings) {
    var uri = settings.uri(TIMEOUT);
    resources =
        ClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .reconnectDelay(
                Delay.exponential(FIRST_RETRY_MS, LONGEST_RETRY_MS, TimeUnit.MILLISECONDS, 2))
            .build();
    client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_WAITING)
            .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).keepAlive(true).build())
            .build());
  }

  /// Connects, in place of what was connected before. Blocks, for a few timeouts at most.
  ///
  /// @param heard is given what comes on the channels, on the client's thread: must not block
  /// @throws RedisException when it cannot be reached
  void open(Consumer<byte[]> heard, String... channels) {
    close();
    var say = client.connect(CODEC);
    try {
      var hear = client.connectPubSub(CODEC);
      lines = new Lines(say, hear);
      hear.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void smessage(String channel, byte[] message) {
              heard.accept(message);
            }
          });
      hear.sync().ssubscribe(channels);
    } catch (RedisException e) {
      var _ = say.closeAsync();
      close();
      throw e;
    }
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
  Optional<RedisAsyncCommands<String, byte[]>> commands() {
    var those = lines;
    return those == null || !those.areOpen() ? Optional.empty() : Optional.of(those.say().async());
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
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
