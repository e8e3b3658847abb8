package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How fast one socket may ask for things. Used by the thread that reads the socket.
final class Buckets {

  /// So many unreadable frames within a minute end the socket.
  private static final int MAX_BAD = 10;

  private static final long BAD_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final TokenBucket shopperSends;
  private final TokenBucket staffSends;
  private final TokenBucket typing;
  private final TokenBucket marks;
  private final TokenBucket syncs;
  private final TokenBucket commands;
  private int bad;
  private long badSinceNanos;

  Buckets(SocketSettings settings) {
    var now = System.nanoTime();
    shopperSends = new TokenBucket(settings.shopperSend().rate(), now);
    staffSends = new TokenBucket(settings.staffSend().rate(), now);
    typing = new TokenBucket(Rate.TYPING, now);
    marks = new TokenBucket(Rate.MARKS, now);
    syncs = new TokenBucket(Rate.SYNC, now);
    commands = new TokenBucket(Rate.COMMANDS, now);
  }

  void shopperSend() {
    require(shopperSends);
  }

  void staffSend() {
    require(staffSends);
  }

  void sync() {
    require(syncs);
  }

  void command() {
    require(commands);
  }

  /// Typing beyond the limit is not told, and not refused either.
  boolean mayType() {
    return typing.take(System.nanoTime()) == 0;
  }

  void mark() {
    require(marks);
  }

  /// Counts an unreadable frame.
  ///
  /// @return whether there were too many
  boolean tooManyBad() {
    var now = System.nanoTime();
    if (bad == 0 || now - badSinceNanos > BAD_WINDOW_NANOS) {
      bad = 0;
      badSinceNanos = now;
    }
    return ++bad >= MAX_BAD;
  }

  private static void require(TokenBucket bucket) {
    var wait = bucket.take(System.nanoTime());
    if (wait > 0) {
      throw new Refusal(ErrorCode.RATE, "发送太快，请稍候", Map.of("retry_ms", wait));
    }
  }
}
