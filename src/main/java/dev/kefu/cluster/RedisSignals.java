package dev.kefu.cluster;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

  /// That may wait to be said, and to be followed. Each may be as long as [Shared#MAX_BYTES].
  static final int MAX_SHARED = 1_000;

  private static final Logger log = LoggerFactory.getLogger(RedisSignals.class);

  private static final int MAX_SAID = 1_000;
  private static final Duration BEAT = Duration.ofMillis(500);

  private static final Duration FAREWELL = Duration.ofMillis(1_500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /// Lines that are open and carry nothing for so long are made anew.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final UUID node = UUID.randomUUID();
  private final LocalSignals local = new LocalSignals();
  private final Pending<Speaking.Share> said = new Pending<>(MAX_SAID, MAX_SHARED);
  private final RedisLink link;
  private final Speaking speaking;
  private final Hearing hearing;
  private final Counter dropped;
  private final Ignored ignored;

  private volatile boolean running;

  private volatile @Nullable Thread speaker;
  private volatile @Nullable Thread follower;

  /// Touched by the speaker only, as all below.
  private long wellNanos = longAgo();

  private long openedNanos = longAgo();
  private boolean well;
  private boolean complained;

  RedisSignals(RedisLink link, BusKey key, Seal seal, InstantSource clock, MeterRegistry meters) {
    this.link = link;
    dropped =
        Counter.builder("kefu.bus.dropped")
            .description("nudges that were not passed on to or from other nodes")
            .register(meters);
    ignored = new Ignored(meters);
    var envelope = new Envelope(key, node, clock);
    speaking = new Speaking(node, seal, envelope, link.isSpread());
    hearing = new Hearing(node, seal, envelope, ignored, dropped::increment);
    Gauge.builder("kefu.bus.healthy", this, bus -> bus.healthy() ? 1 : 0)
        .description("1 while other nodes are heard")
        .register(meters);
  }

  static long longAgo() {
    return System.nanoTime() - TimeUnit.DAYS.toNanos(1);
  }

  UUID node() {
    return node;
  }

  private static String[] channels() {
    return IntStream.range(0, CHANNELS).mapToObj(RedisSignals::channel).toArray(String[]::new);
  }

  static String channel(int number) {
    return CHANNEL + number;
  }

  static int number(String channel) {
    return Integer.parseInt(channel, CHANNEL.length(), channel.length(), 10);
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
    if (!said.share(new Speaking.Share(topic, words))) {
      dropped.increment();
    }
  }

  @Override
  public void take(String kind, Consumer<byte[]> listener) {
    local.take(kind, listener);
  }

  @Override
  public boolean healthy() {
    return link.isOpen() && hearing.hearsItself();
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
      link.open(hearing::arrived, channels());
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
  private void say(Pending.Taken<Speaking.Share> waited) {
    var passedOn = false;
    try {
      var redis = link.commands();
      passedOn = redis.isPresent() && speaking.isPassedOn(redis.get(), waited);
    } finally {
      if (!passedOn) {
        dropped.increment(waited.nudges().size() + waited.shared().size());
      }
    }
  }

  private void take(Shared shared) {
    if (!local.taken(shared.topic(), shared.words())) {
      ignored.because("shared in another form");
    }
  }

  private void follow() {
    while (running) {
      try {
        var waited = hearing.take(BEAT);
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
    hearing.stop();
    try {
      for (var thread : new @Nullable Thread[] {speaker, follower}) {
        if (thread != null) {
          thread.join(FAREWELL);
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
