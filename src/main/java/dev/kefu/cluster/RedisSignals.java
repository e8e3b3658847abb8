package dev.kefu.cluster;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Nudges between nodes over Redis's sharded publish and subscribe.
///
/// One thread says what waits, one payload a channel each time it looks, so that a burst costs as
/// much as a single nudge; another follows what others say. Every half a second this node says
/// something on each channel, if only a sign of life: hearing itself on all of them is how it knows
/// that the bus works.
final class RedisSignals implements Signals, SmartLifecycle {

  static final int CHANNELS = 16;
  static final String CHANNEL = "kefu:signals:";

  private static final Logger log = LoggerFactory.getLogger(RedisSignals.class);

  private static final int MAX_SAID = 1_000;
  private static final int MAX_HEARD = 10_000;
  private static final Duration BEAT = Duration.ofMillis(500);

  /// A little less, so that no channel is left out of a beat that comes a little early.
  private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /// Own words that take longer to come back mean that the bus does not work.
  private static final Duration BACK_WITHIN = Duration.ofMillis(1_500);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /// Lines that are open and carry nothing for so long are made anew.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final UUID node = UUID.randomUUID();
  private final LocalSignals local = new LocalSignals();
  private final Pending said = new Pending(MAX_SAID);
  private final Pending heard = new Pending(MAX_HEARD);
  private final RedisLink link;
  private final Seal seal;
  private final Counter dropped;
  private final Ignored ignored;
  private final String[] channels =
      IntStream.range(0, CHANNELS).mapToObj(RedisSignals::channel).toArray(String[]::new);

  private volatile boolean running;

  /// When this node last heard itself on each channel.
  private final AtomicLongArray ownNanos = new AtomicLongArray(CHANNELS);

  private volatile @Nullable Thread speaker;
  private volatile @Nullable Thread follower;

  /// Touched by the speaker only, as all below.
  private final long[] spokenNanos = new long[CHANNELS];

  private long wellNanos = longAgo();

  private long openedNanos = longAgo();
  private boolean well;
  private boolean complained;

  RedisSignals(RedisLink link, Seal seal, MeterRegistry meters) {
    this.link = link;
    this.seal = seal;
    dropped =
        Counter.builder("kefu.bus.dropped")
            .description("nudges that were not passed on to or from other nodes")
            .register(meters);
    ignored = new Ignored(meters);
    for (var channel = 0; channel < CHANNELS; channel++) {
      ownNanos.set(channel, longAgo());
      spokenNanos[channel] = longAgo();
    }
    Gauge.builder("kefu.bus.healthy", this, bus -> bus.healthy() ? 1 : 0)
        .description("1 while other nodes are heard")
        .register(meters);
  }

  private static long longAgo() {
    return System.nanoTime() - TimeUnit.DAYS.toNanos(1);
  }

  private static String channel(int number) {
    return CHANNEL + number;
  }

  UUID node() {
    return node;
  }

  @Override
  public void nudge(String topic, long position) {
    if (!said.add(topic, position)) {
      dropped.increment();
    }
    local.nudge(topic, position);
  }

  @Override
  public void listen(String kind, Consumer<Nudge> listener) {
    local.listen(kind, listener);
  }

  @Override
  public boolean healthy() {
    return link.isOpen() && hearsItself();
  }

  private boolean hearsItself() {
    var now = System.nanoTime();
    for (var channel = 0; channel < CHANNELS; channel++) {
      if (now - ownNanos.get(channel) >= BACK_WITHIN.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private void speak() {
    var goesOn = true;
    // At once the first time, so that the bus is found to work.
    var wait = Duration.ZERO;
    while (goesOn) {
      try {
        // Asked first, so that what was said before the stop is passed on.
        goesOn = running;
        tend();
        var nudges = said.take(wait);
        wait = BEAT;
        say(nudges);
      } catch (InterruptedException _) {
        return;
      } catch (RedisException e) {
        complain(e);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("the bus failed");
      }
    }
  }

  /// Connects when there is need to, and tells when the bus comes and goes.
  private void tend() {
    var now = System.nanoTime();
    if (healthy()) {
      wellNanos = now;
      tell(true);
      return;
    }
    tell(false);
    var carriedNanos = Math.max(wellNanos, openedNanos);
    var wait = link.isMade() ? PATIENCE : RETRY;
    if (now - (link.isMade() ? carriedNanos : openedNanos) >= wait.toNanos()) {
      openedNanos = now;
      link.open(this::arrived, channels);
    }
  }

  private void tell(boolean now) {
    if (now && !well) {
      complained = false;
      log.atInfo().log("the bus between nodes works");
    } else if (!now && well) {
      log.atWarn().log("the bus between nodes does not work; the store is asked more often");
    }
    well = now;
  }

  private void complain(RedisException e) {
    if (!well && !complained) {
      complained = true;
      log.atWarn()
          .addKeyValue("cause", e.getMessage())
          .log("Redis cannot be reached; this node hears of others from the store");
    }
  }

  /// Passes on what waited. What cannot be passed on now never is: the store tells it.
  private void say(Map<String, Long> nudges) {
    var passedOn = false;
    try {
      var redis = link.commands();
      passedOn = redis.isPresent() && isPassedOn(redis.get(), nudges);
    } finally {
      if (!passedOn) {
        dropped.increment(nudges.size());
      }
    }
  }

  /// @throws RedisException when Redis refuses it
  private boolean isPassedOn(
      RedisClusterAsyncCommands<String, byte[]> redis, Map<String, Long> nudges) {
    var sent = new ArrayList<RedisFuture<Long>>();
    byChannel(nudges).forEach((channel, those) -> send(redis, channel, those, sent));
    return LettuceFutures.awaitAll(RedisLink.TIMEOUT, sent.toArray(RedisFuture[]::new));
  }

  /// Also the channels on which nothing was said of late.
  private Map<Integer, Map<String, Long>> byChannel(Map<String, Long> nudges) {
    var all = new HashMap<Integer, Map<String, Long>>();
    nudges.forEach((topic, position) ->
        all.computeIfAbsent(Math.floorMod(topic.hashCode(), CHANNELS), _ -> new LinkedHashMap<>())
            .put(topic, position));
    var now = System.nanoTime();
    for (var channel = 0; channel < CHANNELS; channel++) {
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
      sent.add(redis.spublish(channel(channel), seal.seal(payload.bytes())));
    }
  }

  /// On the client's thread.
  private void arrived(String channel, byte[] bytes) {
    if (bytes.length > Payload.MAX_BYTES) {
      ignored.because("too large");
      return;
    }
    var body = seal.open(bytes);
    if (body.isEmpty()) {
      ignored.because("not sealed by this shop");
      return;
    }
    try {
      arrived(channel, Payload.read(body.get()));
    } catch (IOException e) {
      ignored.because(String.valueOf(e.getMessage()));
    }
  }

  private void arrived(String channel, Payload payload) {
    if (payload.node().equals(node)) {
      ownNanos.set(
          Integer.parseInt(channel, CHANNEL.length(), channel.length(), 10), System.nanoTime());
      return;
    }
    payload
        .nudges()
        .forEach((topic, position) -> {
          if (!heard.add(topic, position)) {
            dropped.increment();
          }
        });
  }

  private void follow() {
    while (running) {
      try {
        heard.take(BEAT).forEach((topic, position) -> local.tell(topic, position, true));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void start() {
    running = true;
    speaker = Thread.ofPlatform().daemon().name("bus-speaker").start(this::speak);
    follower = Thread.ofPlatform().daemon().name("bus-follower").start(this::follow);
  }

  /// Whoever may still nudge has stopped before; what they said last is passed on.
  @Override
  public void stop() {
    running = false;
    said.stop();
    heard.stop();
    try {
      for (var thread : new @Nullable Thread[] {speaker, follower}) {
        if (thread != null) {
          thread.join(BACK_WITHIN);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    link.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Starts before and stops after all who nudge.
  @Override
  public int getPhase() {
    return -2;
  }
}
