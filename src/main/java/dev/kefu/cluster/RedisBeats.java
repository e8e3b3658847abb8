package dev.kefu.cluster;

import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Beats of all nodes, by way of Redis: a key a node, sealed, which expires unless it is written
/// again, and a set of the nodes. Written and read on one thread, every few seconds and when
/// something has changed. While Redis is away, what this node knows counts.
final class RedisBeats implements Beats, SmartLifecycle {

  static final String NODES = "kefu:nodes";
  static final String BEATS = "kefu:beats:";

  private static final Logger log = LoggerFactory.getLogger(RedisBeats.class);

  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final Duration LIVES = Duration.ofSeconds(10);
  private static final String KIND = "beats";

  private final LocalBeats own = new LocalBeats();
  private final RedisLink link;
  private final Seal seal;
  private final Signals signals;
  private final String node;
  private final Semaphore wake = new Semaphore(0);
  private final AtomicBoolean changed = new AtomicBoolean();

  private volatile Heard heard = new Heard(Map.of(), System.nanoTime());
  private volatile int nodes = 1;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  /// @param values of the other nodes
  private record Heard(Map<String, List<String>> values, long atNanos) {}

  RedisBeats(RedisLink link, Seal seal, Signals signals, String node) {
    this.link = link;
    this.seal = seal;
    this.signals = signals;
    this.node = node;
    signals.listen(KIND, nudge -> wake(nudge.elsewhere()));
  }

  private void wake(boolean needed) {
    if (needed) {
      wake.release();
    }
  }

  @Override
  public void put(String kind, String id, String value) {
    own.put(kind, id, value);
    changed.set(true);
    wake.release();
  }

  @Override
  public void remove(String kind, String id) {
    own.remove(kind, id);
    changed.set(true);
    wake.release();
  }

  @Override
  public List<String> get(String kind, String id) {
    var all = new ArrayList<>(own.get(kind, id));
    var those = heard;
    if (System.nanoTime() - those.atNanos() < LIVES.toNanos()) {
      all.addAll(those.values().getOrDefault(LocalBeats.name(kind, id), List.of()));
    }
    return all;
  }

  /// How many nodes there are, this one counted; while Redis is away, how many there were.
  int nodes() {
    return nodes;
  }

  private void beat() {
    while (running) {
      try {
        link.commands().ifPresent(this::exchange);
        wake.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void exchange(RedisClusterAsyncCommands<String, byte[]> redis) {
    try {
      var news = changed.getAndSet(false);
      say(redis);
      if (news) {
        signals.nudge(KIND + "/" + node, System.currentTimeMillis());
      }
      hear(redis);
    } catch (RedisException e) {
      // The next beat says it anew.
      log.atDebug().addKeyValue("cause", e).log("Redis was not told what this node says");
    }
  }

  private void say(RedisClusterAsyncCommands<String, byte[]> redis) {
    var bytes = seal.seal(bytes(node, own.all()));
    await(redis.set(BEATS + node, bytes, SetArgs.Builder.px(LIVES)));
    await(redis.sadd(NODES, node.getBytes(StandardCharsets.UTF_8)));
  }

  private void hear(RedisClusterAsyncCommands<String, byte[]> redis) {
    var others =
        await(redis.smembers(NODES)).stream()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .filter(other -> !other.equals(node))
            .map(other -> BEATS + other)
            .toArray(String[]::new);
    var values = new HashMap<String, List<String>>();
    if (others.length > 0) {
      for (var found : await(redis.mget(others))) {
        gather(redis, found, values);
      }
    }
    heard = new Heard(values, System.nanoTime());
    nodes = 1 + others.length;
  }

  private void gather(
      RedisClusterAsyncCommands<String, byte[]> redis,
      KeyValue<String, byte[]> found,
      Map<String, List<String>> values) {
    var other = found.getKey().substring(BEATS.length());
    if (!found.hasValue()) {
      // Gone; one that lives adds itself again.
      await(redis.srem(NODES, other.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    seal.open(found.getValue())
        .flatMap(bytes -> read(other, bytes))
        .orElse(Map.of())
        .forEach((name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
  }

  private static <T> T await(RedisFuture<T> asked) {
    return LettuceFutures.awaitOrCancel(asked, RedisLink.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static byte[] bytes(String node, Map<String, String> said) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(node);
      out.writeInt(said.size());
      for (var each : said.entrySet()) {
        out.writeUTF(each.getKey());
        out.writeUTF(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @return empty for what another node has said, or in another form
  private static Optional<Map<String, String>> read(String node, byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (!in.readUTF().equals(node)) {
        return Optional.empty();
      }
      var said = new HashMap<String, String>();
      for (var left = in.readInt(); left > 0; left--) {
        said.put(in.readUTF(), in.readUTF());
      }
      return Optional.of(said);
    } catch (IOException e) {
      log.atDebug().addKeyValue("cause", e).log("what a node says cannot be read");
      return Optional.empty();
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("beats").start(this::beat);
  }

  /// Whoever sat here is gone for the others at once.
  @Override
  public void stop() {
    running = false;
    wake.release();
    try {
      var beating = thread;
      if (beating != null) {
        beating.join(EVERY);
      }
      link.commands().ifPresent(this::leave);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave(RedisClusterAsyncCommands<String, byte[]> redis) {
    try {
      await(redis.del(BEATS + node));
      await(redis.srem(NODES, node.getBytes(StandardCharsets.UTF_8)));
      signals.nudge(KIND + "/" + node, System.currentTimeMillis());
    } catch (RedisException e) {
      log.atDebug().addKeyValue("cause", e).log("left without a word");
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Needs the bus, and is needed by whoever has sockets.
  @Override
  public int getPhase() {
    return -1;
  }
}
