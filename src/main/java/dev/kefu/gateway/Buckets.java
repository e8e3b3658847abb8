package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.cluster.Rate;
import dev.kefu.cluster.TokenBucket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How fast one socket may ask for things. Used by the thread that reads the socket.
final class Buckets {

  /// So many unreadable frames within a minute end the socket.
  private static final int MAX_BAD = 10;

  /// So many times what is allowed at once, refused within a minute, end it too.
  private static final int MAX_REFUSED = 3;

  /// For what costs little and clients may do at every event.
  private static final int MAX_SMALL_REFUSED = 180;

  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private enum What {
    SHOPPER_SEND,
    STAFF_SEND,
    TYPING,
    MARK,
    SYNC,
    COMMAND
  }

  private final SocketSettings settings;

  /// Made when first asked: most sockets listen and ask for nothing.
  private final Map<What, Limit> limits = new EnumMap<>(What.class);

  private int bad;
  private long badSinceNanos;
  private boolean tooFast;

  Buckets(SocketSettings settings) {
    this.settings = settings;
  }

  private Limit limit(What what) {
    return limits.computeIfAbsent(what, each -> new Limit(rate(each), System.nanoTime()));
  }

  private Rate rate(What what) {
    return switch (what) {
      case SHOPPER_SEND -> settings.shopperSend().rate();
      case STAFF_SEND -> settings.staffSend().rate();
      case TYPING -> Rates.TYPING;
      case MARK -> Rates.MARKS;
      case SYNC -> Rates.SYNC;
      case COMMAND -> Rates.COMMANDS;
    };
  }

  /// One bucket, and how often it was empty of late.
  private final class Limit {

    private final TokenBucket bucket;
    private final double most;
    private int refused;
    private long refusedSinceNanos;

    Limit(Rate rate, long now) {
      bucket = new TokenBucket(rate, now);
      var small = rate.equals(Rates.MARKS) || rate.equals(Rates.TYPING);
      most = small ? MAX_SMALL_REFUSED : MAX_REFUSED * rate.burst();
    }

    long take() {
      var now = System.nanoTime();
      var wait = bucket.take(now);
      if (wait > 0) {
        if (refused == 0 || now - refusedSinceNanos > WINDOW_NANOS) {
          refused = 0;
          refusedSinceNanos = now;
        }
        tooFast |= ++refused >= most;
      }
      return wait;
    }

    void require() {
      var wait = take();
      if (wait > 0) {
        throw new Refusal(ErrorCode.RATE, "发送太快，请稍候", Map.of("retry_ms", wait));
      }
    }
  }

  void shopperSend() {
    limit(What.SHOPPER_SEND).require();
  }

  void staffSend() {
    limit(What.STAFF_SEND).require();
  }

  void sync() {
    limit(What.SYNC).require();
  }

  void command() {
    limit(What.COMMAND).require();
  }

  /// Typing beyond the limit is not told, and not refused either.
  boolean mayType() {
    return limit(What.TYPING).take() == 0;
  }

  void mark() {
    limit(What.MARK).require();
  }

  /// Whether so much was refused that asking on is no accident.
  boolean tooFast() {
    return tooFast;
  }

  /// Counts an unreadable frame.
  ///
  /// @return whether there were too many
  boolean tooManyBad() {
    var now = System.nanoTime();
    if (bad == 0 || now - badSinceNanos > WINDOW_NANOS) {
      bad = 0;
      badSinceNanos = now;
    }
    return ++bad >= MAX_BAD;
  }
}
