package dev.kefu.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What came over the bus and was not followed: counted, and warned of now and then.
final class Ignored {

  private static final Logger log = LoggerFactory.getLogger(Ignored.class);

  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  private final Counter count;
  private final AtomicLong warnedNanos = new AtomicLong(RedisSignals.longAgo());

  Ignored(MeterRegistry meters) {
    count =
        Counter.builder("kefu.bus.ignored")
            .description("payloads of the bus that no node of this shop has sealed, or too large")
            .register(meters);
  }

  void because(String why) {
    count.increment();
    var before = warnedNanos.get();
    var now = System.nanoTime();
    if (now - before >= WARN_EVERY.toNanos() && warnedNanos.compareAndSet(before, now)) {
      log.atWarn().addKeyValue("why", why).log("a payload on the bus is ignored");
    }
  }
}
