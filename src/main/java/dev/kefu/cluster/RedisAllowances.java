package dev.kefu.cluster;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Buckets in Redis, by Redis's own clock. While Redis is away each node allows its share of the
/// nodes there were: together about as much.
final class RedisAllowances implements Allowances {

  static final String KEY = "kefu:rate:";

  private static final Logger log = LoggerFactory.getLogger(RedisAllowances.class);

  /// What stands in a bucket may have been written by anybody who can write there: what is no
  /// number counts as a full bucket, and one filled in the future as one filled now.
  private static final String TAKE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local burst, refill = tonumber(ARGV[1]), tonumber(ARGV[2])
      local was = redis.call('HMGET', KEYS[1], 'left', 'at')
      local left = tonumber(was[1] or '') or burst
      local at = tonumber(was[2] or '') or now
      left = math.min(burst, left + math.max(0, now - at) * refill)
      local wait = 0
      if left >= 1 then
        left = left - 1
      else
        wait = math.max(1, math.ceil((1 - left) / refill))
      end
      redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', string.format('%d', now))
      redis.call('PEXPIRE', KEYS[1], math.ceil(burst / refill))
      return wait
      """;

  private final LocalAllowances own = new LocalAllowances();
  private final RedisLink link;
  private final Seal seal;
  private final Signals signals;
  private final IntSupplier nodes;

  /// @param signals while they do not work Redis is not asked
  /// @param nodes how many there are, this one counted
  RedisAllowances(RedisLink link, Seal seal, Signals signals, IntSupplier nodes) {
    this.link = link;
    this.seal = seal;
    this.signals = signals;
    this.nodes = nodes;
  }

  @Override
  public long take(String kind, String name, Rate rate) {
    var redis = link.commands();
    if (redis.isPresent() && signals.healthy()) {
      try {
        return take(redis.get(), key(kind, name), rate);
      } catch (RedisException e) {
        log.atDebug().addKeyValue("cause", e).log("Redis was not asked how much is left");
      }
    }
    return own.take(kind, name, rate.share(Math.max(1, nodes.getAsInt())));
  }

  private static long take(RedisClusterAsyncCommands<String, byte[]> redis, String key, Rate rate) {
    var perMs = rate.perSecond() / TimeUnit.SECONDS.toMillis(1);
    var asked =
        redis.<Long>eval(
            TAKE, ScriptOutputType.INTEGER, new String[] {key}, bytes(rate.burst()), bytes(perMs));
    return LettuceFutures.awaitOrCancel(asked, RedisLink.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static byte[] bytes(double number) {
    return Double.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  /// Says nothing of who asks: names are addresses and people.
  String key(String kind, String name) {
    return KEY + kind + ":" + seal.alias(kind + "/" + name);
  }
}
