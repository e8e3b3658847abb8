package dev.kefu.cluster;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.function.BiConsumer;

/// Two lines to one process: one to ask and say, one to hear.
final class OneRedis implements RedisLines {

  private final RedisClient client;

  private record Two(
      StatefulRedisConnection<String, byte[]> say,
      StatefulRedisPubSubConnection<String, byte[]> hear)
      implements Opened {

    @Override
    public boolean areOpen() {
      return say.isOpen() && hear.isOpen();
    }

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands() {
      return say.async();
    }

    @Override
    public void close() {
      var _ = say.closeAsync();
      var _ = hear.closeAsync();
    }
  }

  /// Connects to nothing yet.
  OneRedis(ClientResources resources, RedisURI uri, ClientOptions options) {
    client = RedisClient.create(resources, uri);
    client.setOptions(options);
  }

  @Override
  public Opened open(BiConsumer<String, byte[]> heard, String... channels) {
    var say = client.connect(RedisLink.CODEC);
    try {
      var two = new Two(say, client.connectPubSub(RedisLink.CODEC));
      try {
        RedisLines.listen(two.hear(), heard);
        two.hear().sync().ssubscribe(channels);
        return two;
      } catch (RedisException e) {
        var _ = two.hear().closeAsync();
        throw e;
      }
    } catch (RedisException e) {
      var _ = say.closeAsync();
      throw e;
    }
  }

  @Override
  public void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
