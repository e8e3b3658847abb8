package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Cuts many sockets at once and takes the time until all are back, each waiting as the clients do:
/// a random time up to half a second, doubled with every try, at most half a minute.
final class Herd implements Person.Company {

  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int LIMIT_S = 120;

  private final Options options;
  private final Path folder;
  private final Latencies back = new Latencies();

  /// Loop's thread only.
  private final Map<Person, Integer> tries = new HashMap<>();

  private CountDownLatch away = new CountDownLatch(0);
  private long cut;
  private int again;

  Herd(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  boolean run() throws IOException, InterruptedException {
    var count = options.number("connections", 2_000);
    var commands = new Commands(options);
    try (var served =
        Served.start(Kind.KEFU, folder.resolve("herd"), commands.kefuWithoutSuggestions())) {
      var load = new Load(served.target(), 1, 1, 0);
      load.idle(count, true);
      load.company(this);
      System.out.println(count + " shoppers are here");
      Pause.of(Duration.ofSeconds(1));
      away = new CountDownLatch(count);
      var cpu = served.meter().cpu();
      load.idle()
          .getFirst()
          .loop()
          .execute(() -> {
            cut = System.nanoTime();
            load.idle().forEach(person -> person.wire().cut());
            load.idle().forEach(this::later);
          });
      var all = away.await(LIMIT_S, TimeUnit.SECONDS);
      System.out.printf(
          Locale.ROOT,
          "%d clients cut at once: all back %s, the last after %.1f s, p50 %.2f s, p99 %.2f s, %d"
              + " tries in vain, server %.1f CPU s (goal <= 30 s)%n",
          count,
          all,
          back.ms(100) / 1e3,
          back.ms(50) / 1e3,
          back.ms(99) / 1e3,
          again,
          served.meter().cpu().since(cpu).all());
      return all;
    }
  }

  private void later(Person person) {
    if (away.getCount() == 0) {
      return;
    }
    var n = tries.merge(person, 1, Integer::sum) - 1;
    var most = Math.min(LONGEST_WAIT_NANOS, FIRST_WAIT_NANOS << Math.min(n, 10));
    person.loop().after(ThreadLocalRandom.current().nextLong(most), person::comeBack);
  }

  @Override
  public void welcome(Person person) {
    back.add(System.nanoTime() - cut);
    away.countDown();
  }

  @Override
  public void gone(Person person, String why) {
    again++;
    later(person);
  }

  @Override
  public IntFunction<Pair> pairs() {
    return _ -> null;
  }

  @Override
  public int tag() {
    return 0;
  }
}
