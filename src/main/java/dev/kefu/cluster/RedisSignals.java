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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  /// Each may be as long as [Shared#MAX_BYTES].
  private static final int MAX_SHARED = 1_000;

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
  private final Pending<Share> said = new Pending<>(MAX_SAID, MAX_SHARED);
  private final Pending<Shared> heard = new Pending<>(MAX_HEARD, MAX_SHARED);
  private final RedisLink link;
  private final Seal seal;
  private final Envelope envelope;
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

  /// What is to be shared, before anybody has asked for its words.
  private record Share(String topic, Supplier<byte[]> words) {}

  RedisSignals(RedisLink link, BusKey key, InstantSource clock, MeterRegistry meters) {
    this.link = link;
    seal = new Seal(key);
    envelope = new Envelope(key, node, clock);
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
  public void share(String topic, Supplier<byte[]> words) {
    if (!said.share(new Share(topic, words))) {
      dropped.increment();
    }
  }

  @Override
  public void take(String kind, Consumer<byte[]> listener) {
    local.take(kind, listener);
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
        var waited = said.take(wait);
        wait = BEAT;
        say(waited);
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
  private void say(Pending.Taken<Share> waited) {
    var passedOn = false;
    try {
      var redis = link.commands();
      passedOn = redis.isPresent() && isPassedOn(redis.get(), waited);
    } finally {
      if (!passedOn) {
        dropped.increment(waited.nudges().size() + waited.shared().size());
      }
    }
  }

  /// @throws RedisException when Redis refuses it
  private boolean isPassedOn(
      RedisClusterAsyncCommands<String, byte[]> redis, Pending.Taken<Share> waited) {
    var sent = new ArrayList<RedisFuture<Long>>();
    // Before the nudges: whoever looks then finds it.
    shares(waited.shared()).forEach((channel, those) -> share(redis, channel, those, sent));
    byChannel(waited.nudges()).forEach((channel, those) -> send(redis, channel, those, sent));
    return LettuceFutures.awaitAll(RedisLink.TIMEOUT, sent.toArray(RedisFuture[]::new));
  }

  /// Where there is nothing to spread them over, one channel carries all: what waits together then
  /// goes as one. All channels are heard, so nodes need not agree.
  private int channelOf(String topic) {
    return link.isSpread() ? Math.floorMod(topic.hashCode(), CHANNELS) : 0;
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
    var channel = channels[number];
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
      sent.add(redis.spublish(channels[channel], seal.seal(payload.bytes())));
    }
  }

  /// On the client's thread.
  private void arrived(String channel, byte[] bytes) {
    if (bytes.length > Payload.MAX_BYTES) {
      ignored.because("too large");
      return;
    }
    if (Envelope.isOne(bytes)) {
      shared(channel, bytes);
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

  private void shared(String channel, byte[] bytes) {
    if (envelope.isOwn(bytes)) {
      return;
    }
    var words = envelope.open(channel, bytes);
    if (words.isEmpty()) {
      ignored.because("not closed by this shop, or old");
      return;
    }
    try {
      for (var each : Shared.read(words.get())) {
        if (!heard.share(each)) {
          dropped.increment();
        }
      }
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

  private void take(Shared shared) {
    if (!local.taken(shared.topic(), shared.words())) {
      ignored.because("shared in another form");
    }
  }

  private void follow() {
    while (running) {
      try {
        var waited = heard.take(BEAT);
        waited.shared().forEach(this::take);
        waited.nudges().forEach((topic, position) -> local.tell(topic, position, true));
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
