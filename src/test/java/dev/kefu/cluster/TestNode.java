package dev.kefu.cluster;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullMarked;

/// The bus and the beats of one node of a shop, for tests with several.
@NullMarked
public final class TestNode implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);
  static final BusKey KEY =
      () -> new SecretKeySpec("of this shop".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RedisSignals signals;
  private final RedisBeats beats;
  private final RedisAllowances allowances;

  private TestNode(RedisSettings settings) {
    var link = new RedisLink(settings);
    var seal = new Seal(KEY);
    signals = new RedisSignals(link, KEY, seal, Clock.systemUTC(), meters);
    beats = new RedisBeats(link, seal, signals, signals.node().toString());
    allowances = new RedisAllowances(link, seal, signals, beats::nodes);
  }

  /// One whose Redis may be away.
  public static TestNode started(RedisServer redis) {
    return started(new RedisSettings(redis.url(), null, null));
  }

  static TestNode started(RedisSettings settings) {
    var node = new TestNode(settings);
    node.signals.start();
    node.beats.start();
    return node;
  }

  /// One that hears and is heard.
  public static TestNode joined(RedisServer redis) {
    var node = started(redis);
    node.awaitHealthy();
    return node;
  }

  void awaitHealthy() {
    await().atMost(SOON).until(signals::healthy);
  }

  public Signals signals() {
    return signals;
  }

  public Beats beats() {
    return beats;
  }

  Allowances allowances() {
    return allowances;
  }

  /// Where a bucket is kept.
  String key(String kind, String name) {
    return allowances.key(kind, name);
  }

  int nodes() {
    return beats.nodes();
  }

  double ignored() {
    return meters.counter("kefu.bus.ignored").count();
  }

  @Override
  public void close() {
    beats.stop();
    signals.stop();
  }
}
