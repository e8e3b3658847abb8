package dev.kefu.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What one loop has counted. Written by the loop's thread; the counters are read by others.
final class Tally {

  final AtomicLong sent = new AtomicLong();
  final AtomicLong oks = new AtomicLong();
  final AtomicLong delivered = new AtomicLong();
  final AtomicLong frames = new AtomicLong();

  /// Events that did not come with the number after the one before.
  final AtomicLong gaps = new AtomicLong();

  /// Frames that are neither answers nor events, by kind, and refusals by code.
  final Map<String, Long> others = new ConcurrentHashMap<>();

  /// Loop's thread only.
  private Latencies ok = new Latencies();

  /// Loop's thread only.
  private Latencies delivery = new Latencies();

  static void count(AtomicLong counter) {
    // There is one writer, so nothing can come between.
    counter.setOpaque(counter.getPlain() + 1);
  }

  void other(String kind) {
    others.merge(kind, 1L, Long::sum);
  }

  void ok(long nanos) {
    count(oks);
    ok.add(nanos);
  }

  void delivered(long nanos) {
    count(delivered);
    delivery.add(nanos);
  }

  /// Both kinds of durations since the last call, or since the start.
  Times take() {
    var taken = new Times(ok, delivery);
    ok = new Latencies();
    delivery = new Latencies();
    return taken;
  }

  record Times(Latencies ok, Latencies delivery) {

    Times and(Times others) {
      return new Times(ok.and(others.ok), delivery.and(others.delivery));
    }
  }

  /// The counters at one moment.
  record Counts(long sent, long oks, long delivered, long frames, Map<String, Long> others) {

    /// A message counts once its sender has the `ok` and its receiver the event.
    long messages() {
      return Math.min(oks, delivered);
    }

    Counts and(Counts more) {
      var sum = new TreeMap<>(others);
      more.others.forEach((kind, number) -> sum.merge(kind, number, Long::sum));
      return new Counts(
          sent + more.sent, oks + more.oks, delivered + more.delivered, frames + more.frames, sum);
    }

    Counts since(Counts before) {
      var rest = new TreeMap<>(others);
      before.others.forEach((kind, number) -> rest.merge(kind, -number, Long::sum));
      rest.values().removeIf(number -> number == 0);
      return new Counts(
          sent - before.sent,
          oks - before.oks,
          delivered - before.delivered,
          frames - before.frames,
          rest);
    }
  }

  Counts counts() {
    return new Counts(sent.get(), oks.get(), delivered.get(), frames.get(), new TreeMap<>(others));
  }
}
