package dev.kefu.cluster;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.function.BiConsumer;

/// The way to a Redis of one process, or of several that share the keys and channels.
interface RedisLines {

  /// Connections that are open, or were.
  interface Opened {

    /// Whether all of them are still there.
    boolean areOpen();

    RedisClusterAsyncCommands<String, byte[]> commands();

    /// Does not wait.
    void close();
  }

  /// Connects. Blocks, for a few timeouts at most.
  ///
  /// @param heard is given what comes and on which channel, on the client's thread: must not block
  /// @throws RedisException when it cannot be reached
  Opened open(BiConsumer<String, byte[]> heard, String... channels);

  /// For good.
  void stop();

  /// Has what comes on a connection heard.
  static void listen(
      StatefulRedisPubSubConnection<String, byte[]> hear, BiConsumer<String, byte[]> heard) {
    hear.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void smessage(String channel, byte[] message) {
            heard.accept(channel, message);
          }
        });
  }
}
