package dev.kefu.cluster;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts what waits to be said on the channels of the bus, as few payloads as it takes, and a sign
/// of life on those where nothing was said of late. Used by one thread.
final class Speaking {

  private static final Logger log = LoggerFactory.getLogger(Speaking.class);

  /// A little less than a beat, so that no channel is left out of one that comes a little early.
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private final UUID node;
  private final Seal seal;
  private final Envelope envelope;
  private final boolean spread;
  private final long[] spokenNanos = new long[RedisSignals.CHANNELS];

  /// What is to be shared, before anybody has asked for its words.
  record Share(String topic, Supplier<byte[]> words) {}

  /// @param spread whether there are several servers to spread channels over
  Speaking(UUID node, Seal seal, Envelope envelope, boolean spread) {
    this.node = node;
    this.seal = seal;
    this.envelope = envelope;
    this.spread = spread;
    for (var channel = 0; channel < RedisSignals.CHANNELS; channel++) {
      spokenNanos[channel] = RedisSignals.longAgo();
    }
  }

  /// @return whether all of it was taken in time
  /// @throws RedisException when Redis refuses it
  boolean isPassedOn(RedisClusterAsyncCommands<String, byte[]> redis, Pending.Taken<Share> waited) {
    var sent = new ArrayList<RedisFuture<Long>>();
    // Before the nudges: whoever looks then finds it.
    shares(waited.shared()).forEach((channel, those) -> share(redis, channel, those, sent));
    byChannel(waited.nudges()).forEach((channel, those) -> send(redis, channel, those, sent));
    return LettuceFutures.awaitAll(RedisLink.TIMEOUT, sent.toArray(RedisFuture[]::new));
  }

  /// Where there is nothing to spread them over, one channel carries all: what waits together then
  /// goes as one. All channels are heard, so nodes need not agree.
  private int channelOf(String topic) {
    return spread ? Math.floorMod(topic.hashCode(), RedisSignals.CHANNELS) : 0;
  }

  private Map<Integer, List<Shared>> shares(List<Share> shares) {
    var all = new HashMap<Integer, List<Shared>>();
    for (var share : shares) {
      try {
        var shared = new Shared(share.topic(), share.words().get());
        all.computeIfAbsent(channelOf(share.topic()), _ -> new ArrayList<>()).add(shared);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("topic", share.topic()).setCause(e).log("cannot be shared");
      }
    }
    return all;
  }

  private void share(
      RedisClusterAsyncCommands<String, byte[]> redis,
      int number,
      List<Shared> those,
      List<RedisFuture<Long>> sent) {
    var channel = RedisSignals.channel(number);
    for (var bundle : Shared.bundles(those)) {
      sent.add(redis.spublish(channel, envelope.close(channel, Shared.bytes(bundle))));
    }
  }

  /// Also the channels on which nothing was said of late.
  private Map<Integer, Map<String, Long>> byChannel(Map<String, Long> nudges) {
    var all = new HashMap<Integer, Map<String, Long>>();
    nudges.forEach((topic, position) ->
        all.computeIfAbsent(channelOf(topic), _ -> new LinkedHashMap<>()).put(topic, position));
    var now = System.nanoTime();
    for (var channel = 0; channel < RedisSignals.CHANNELS; channel++) {
      if (now - spokenNanos[channel] >= SILENT_NANOS) {
        all.putIfAbsent(channel, Map.of());
      }
    }
    all.keySet().forEach(channel -> spokenNanos[channel] = now);
    return all;
  }

  private void send(
      RedisClusterAsyncCommands<String, byte[]> redis,
      int channel,
      Map<String, Long> nudges,
      List<RedisFuture<Long>> sent) {
    for (var payload : Payload.of(node, nudges)) {
      sent.add(redis.spublish(RedisSignals.channel(channel), seal.seal(payload.bytes())));
    }
  }
}
