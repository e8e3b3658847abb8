package dev.kefu.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/// What a node hears on the bus: the words of others, kept until they are followed, and its own,
/// which tell it that the bus works.
final class Hearing {

  private static final int MAX_HEARD = 10_000;

  /// Own words that take longer to come back mean that the bus does not work.
  private static final Duration BACK_WITHIN = Duration.ofMillis(1_500);

  private final Pending<Shared> heard = new Pending<>(MAX_HEARD, RedisSignals.MAX_SHARED);
  private final UUID node;
  private final Seal seal;
  private final Envelope envelope;
  private final Ignored ignored;
  private final Runnable dropped;

  /// When this node last heard itself on each channel.
  private final AtomicLongArray ownNanos = new AtomicLongArray(RedisSignals.CHANNELS);

  /// @param dropped runs for each that finds no room
  Hearing(UUID node, Seal seal, Envelope envelope, Ignored ignored, Runnable dropped) {
    this.node = node;
    this.seal = seal;
    this.envelope = envelope;
    this.ignored = ignored;
    this.dropped = dropped;
    for (var channel = 0; channel < RedisSignals.CHANNELS; channel++) {
      ownNanos.set(channel, RedisSignals.longAgo());
    }
  }

  /// Whether the bus carried this node's own words of late, on every channel.
  boolean hearsItself() {
    var now = System.nanoTime();
    for (var channel = 0; channel < RedisSignals.CHANNELS; channel++) {
      if (now - ownNanos.get(channel) >= BACK_WITHIN.toNanos()) {
        return false;
      }
    }
    return true;
  }

  /// What others said since the last time.
  Pending.Taken<Shared> take(Duration wait) throws InterruptedException {
    return heard.take(wait);
  }

  void stop() {
    heard.stop();
  }

  /// On the client's thread.
  void arrived(String channel, byte[] bytes) {
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
          dropped.run();
        }
      }
    } catch (IOException e) {
      ignored.because(String.valueOf(e.getMessage()));
    }
  }

  private void arrived(String channel, Payload payload) {
    if (payload.node().equals(node)) {
      ownNanos.set(RedisSignals.number(channel), System.nanoTime());
      return;
    }
    payload
        .nudges()
        .forEach((topic, position) -> {
          if (!heard.add(topic, position)) {
            dropped.run();
          }
        });
  }
}
