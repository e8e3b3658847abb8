package dev.kefu.cluster;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Lines to a Redis Cluster: each channel is heard at the process that keeps its slot, so that what
/// is said is spread over them. When slots move, channels fall silent; then the lines are made
/// anew.
final class SeveralRedis implements RedisLines {

  private final RedisClusterClient client;

  private record Many(
      StatefulRedisClusterConnection<String, byte[]> say,
      StatefulRedisClusterPubSubConnection<String, byte[]> hear,
      List<StatefulRedisPubSubConnection<String, byte[]>> ears)
      implements Opened {

    @Override
    public boolean areOpen() {
      return say.isOpen() && ears.stream().allMatch(StatefulRedisPubSubConnection::isOpen);
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
  ///
  /// @param known some of its processes; the others are found
  SeveralRedis(ClientResources resources, List<RedisURI> known, ClusterClientOptions options) {
    client = RedisClusterClient.create(resources, known);
    client.setOptions(options);
  }

  @Override
  public Opened open(BiConsumer<String, byte[]> heard, String... channels) {
    client.refreshPartitions();
    var say = client.connect(RedisLink.CODEC);
    try {
      var many = new Many(say, client.connectPubSub(RedisLink.CODEC), new ArrayList<>());
      try {
        byKeeper(client.getPartitions(), channels)
            .forEach((node, those) -> {
              var ear = many.hear().getConnection(node);
              RedisLines.listen(ear, heard);
              // One by one: they lie in different slots.
              those.forEach(channel -> ear.sync().ssubscribe(channel));
              many.ears().add(ear);
            });
        return many;
      } catch (RedisException e) {
        var _ = many.hear().closeAsync();
        throw e;
      }
    } catch (RedisException e) {
      var _ = say.closeAsync();
      throw e;
    }
  }

  /// @throws RedisException while nobody keeps the slot of a channel
  private static Map<String, List<String>> byKeeper(Partitions partitions, String... channels) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var channel : channels) {
      var keeper = partitions.getPartitionBySlot(SlotHash.getSlot(channel));
      if (keeper == null) {
        throw new RedisException("nobody keeps the slot of " + channel);
      }
      all.computeIfAbsent(keeper.getNodeId(), _ -> new ArrayList<>()).add(channel);
    }
    return all;
  }

  @Override
  public void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
