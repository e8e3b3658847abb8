package dev.kefu.commerce.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kefu.commerce.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers of one kind, kept as long as they are fresh and not a moment longer.
///
/// What is asked by several at once is asked once. Failures are not kept. Nobody waits longer than
/// their [Patience]; a question goes on without them and its answer is there for the next. Any
/// thread.
public final class Kept<T> {

  private static final Logger log = LoggerFactory.getLogger(Kept.class);

  public static final String SILENT = "店铺系统暂时没有应答";
  private static final String SLOW = "店铺系统应答太慢，请稍后再试";

  private static final int MOST = 10_000;

  /// What was said longer ago helps nobody, however it is marked.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /// What is not there may be there in a moment: an order somebody has just placed.
  private static final Duration MISSING_FRESH = Duration.ofSeconds(5);

  private final Duration fresh;
  private final Surroundings around;
  private final Cache<String, Entry<T>> entries;
  private final ConcurrentHashMap<String, Flight<T>> flights = new ConcurrentHashMap<>();

  /// What was asked before this moment is forgotten.
  private volatile long floor;

  /// What all kinds of answers of one shop share.
  public record Surroundings(Clock clock, Moments moments, Patience patience) {}

  public Kept(Duration fresh, Surroundings around) {
    this.fresh = fresh;
    this.around = around;
    this.entries = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();
  }

  private record Entry<T>(Answer<T> answer, Instant at, long moment) {

    private static <T> Entry<T> newer(Entry<T> one, Entry<T> other) {
      return one.moment() >= other.moment() ? one : other;
    }
  }

  /// When the shop was asked: by the clock, and among all other questions.
  public record Asked(Instant at, long moment) {}

  private record Flight<T>(long moment, CompletableFuture<Answer<T>> answer) {}

  /// What the shop says of a key: as it was told while that is fresh, else asked now.
  ///
  /// @param ask runs on a thread of its own and blocks as long as the line does
  public Answer<T> get(String key, Function<Asked, Answer<T>> ask) {
    var since = Math.max(floor, around.moments().since());
    return fresh(key, since).map(Entry::answer).orElseGet(() -> awaited(flight(key, since, ask)));
  }

  /// The same for somebody no shopper waits for: nobody's patience is at stake.
  ///
  /// @param longest how long to wait for a long list, say
  public Answer<T> getInTime(String key, Duration longest, Function<Asked, Answer<T>> ask) {
    var since = floor;
    return fresh(key, since)
        .map(Entry::answer)
        .orElseGet(() -> awaited(flight(key, since, ask), longest));
  }

  private Optional<Entry<T>> fresh(String key, long since) {
    return Optional.ofNullable(entries.getIfPresent(key))
        .filter(known -> known.moment() >= since && isFresh(known));
  }

  /// What is known without waiting for anybody; the shop is asked behind the scenes when that is
  /// too old.
  ///
  /// @param mayAsk whether it can be asked now
  public Optional<T> glance(String key, boolean mayAsk, Function<Asked, Answer<T>> ask) {
    var since = floor;
    var known = fresh(key, since);
    if (known.isEmpty() && mayAsk) {
      flight(key, since, ask);
    }
    return known.flatMap(entry -> entry.answer().found());
  }

  /// What the shop said last, however long ago; nothing when it said that there is none.
  public Optional<Told<T>> last(String key) {
    return Optional.ofNullable(entries.getIfPresent(key))
        .filter(entry -> entry.moment() >= floor)
        .flatMap(entry -> entry.answer().found().map(value -> new Told<>(value, entry.at())));
  }

  /// Learns of a key by the way: in a list, say.
  ///
  /// @param asked when that was asked for
  public void learn(String key, T value, Asked asked) {
    keep(key, new Entry<>(new Answer.Found<>(value), asked.at(), asked.moment()));
  }

  /// Forgets what was said so far, also by an answer that is still on its way.
  public void forget(String key) {
    var moment = around.moments().next();
    keep(key, new Entry<>(new Answer.Failed<>(SILENT), Instant.MIN, moment));
    flights.remove(key);
  }

  public void forgetAll() {
    floor = around.moments().next();
  }

  private boolean isFresh(Entry<T> entry) {
    var limit =
        switch (entry.answer()) {
          case Answer.Found<T> _ -> fresh;
          case Answer.Missing<T> _ -> MISSING_FRESH.compareTo(fresh) < 0 ? MISSING_FRESH : fresh;
          case Answer.Failed<T> _ -> Duration.ZERO;
        };
    return limit.isPositive() && !entry.at().plus(limit).isBefore(around.clock().instant());
  }

  private Flight<T> flight(String key, long since, Function<Asked, Answer<T>> ask) {
    var mine = new Flight<T>(around.moments().next(), new CompletableFuture<>());
    var flight =
        flights.compute(
            key, (_, running) -> running != null && running.moment() >= since ? running : mine);
    if (flight.moment() == mine.moment()) {
      Thread.ofVirtual().name("shop-ask").start(() -> fly(key, mine, ask));
    }
    return flight;
  }

  private void fly(String key, Flight<T> flight, Function<Asked, Answer<T>> ask) {
    Answer<T> answer = new Answer.Failed<>(SILENT);
    try {
      var began = System.nanoTime();
      var at = around.clock().instant();
      answer = ask.apply(new Asked(at, flight.moment()));
      if (!(answer instanceof Answer.Failed<T>)) {
        around.patience().answeredAfter(Duration.ofNanos(System.nanoTime() - began));
        keep(key, new Entry<>(answer, at, flight.moment()));
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("what the shop said could not be read");
    } finally {
      flights.remove(key, flight);
      flight.answer().complete(answer);
    }
  }

  private void keep(String key, Entry<T> entry) {
    entries.asMap().merge(key, entry, Entry::newer);
  }

  private Answer<T> awaited(Flight<T> flight) {
    var answer = awaited(flight, around.patience().now());
    if (!flight.answer().isDone()) {
      around.patience().waitedInVain();
    }
    return answer;
  }

  private static <T> Answer<T> awaited(Flight<T> flight, Duration longest) {
    try {
      return flight.answer().get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return new Answer.Failed<>(SLOW);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.Failed<>(SILENT);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
