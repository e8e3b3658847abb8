package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Puts load on a running server and says what it costs. Needs a JDK 25 and nothing else:
///
/// ```
/// java src/test/java/dev/kefu/bench/Bench.java load --server URL --pid PID
/// java src/test/java/dev/kefu/bench/Bench.java rate --server URL --pid PID --rate 1000
/// ```
///
/// docs/benchmarks.md, section "The message path", says what the figures mean.
public final class Bench {

  private static final Set<String> OPTIONS =
      Set.of(
          "server",
          "pid",
          "pairs",
          "agents",
          "threads",
          "window",
          "direction",
          "warmup",
          "warmup-seconds",
          "seconds",
          "rounds",
          "rate",
          "connections",
          "conversations",
          "signins",
          "data");

  private static final int DEFAULT_PAIRS = 200;

  /// Before that a JVM is busy with compiling.
  private static final int WARM_MESSAGES = 200_000;

  /// The most a warm-up may take, for servers that would take hours.
  private static final int WARM_S = 120;

  private final Options options;
  private final Meter server;
  private final Meter client = Meter.ofThisProcess();

  private Bench(Options options) {
    this.options = options;
    this.server = new Meter(options.text("pid", ""));
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("what to do? load, rate; see the class comment");
      System.exit(2);
    }
    var bench = new Bench(Options.of(Arrays.copyOfRange(args, 1, args.length), OPTIONS));
    var well =
        switch (args[0]) {
          case "load" -> bench.load();
          case "rate" -> bench.rate();
          default -> throw new IllegalArgumentException("there is no " + args[0]);
        };
    System.exit(well ? 0 : 1);
  }

  /// As fast as the windows allow.
  private boolean load() throws IOException, InterruptedException {
    var load = opened();
    warm(load);
    for (int round = 1; round <= options.number("rounds", 3); round++) {
      report(load, "round " + round, () -> Pause.of(time()));
    }
    return drained(load);
  }

  /// At a steady rate, after a warm-up at full speed.
  private boolean rate() throws IOException, InterruptedException {
    var load = opened();
    warm(load);
    var well = drained(load);
    load.times();
    for (int round = 1; round <= options.number("rounds", 3); round++) {
      var disk = options.has("data") ? Disk.measure(Path.of(options.text("data", "."))) : null;
      if (disk != null) {
        System.out.println("fsync of 4 KiB: " + disk);
      }
      report(load, "round " + round, () -> load.pace(options.number("rate", 1_000), time()));
    }
    return drained(load) && well;
  }

  private Load opened() throws IOException, InterruptedException {
    var pairs = options.number("pairs", DEFAULT_PAIRS);
    var load = new Load(target(), options.number("threads", 1), options.number("window", 2), pairs);
    load.open(options.number("agents", pairs));
    var others = options.number("connections", 0);
    load.idle(others, options.has("conversations"));
    load.direction(
        Load.Direction.valueOf(options.text("direction", "both").toUpperCase(Locale.ROOT)));
    System.out.printf("%d conversations and %d other sockets are open%n", pairs, others);
    return load;
  }

  private Target target() throws IOException {
    var base = options.text("server", "http://127.0.0.1:8080");
    var uri = URI.create(base);
    var signIns = options.has("signins") ? Path.of(options.text("signins", "")) : null;
    return new Target(
        new Wire.Address(
            new InetSocketAddress(uri.getHost(), uri.getPort()),
            "/ws/v1",
            "Sec-WebSocket-Protocol: kefu.v1\r\n"),
        Envelope.PLAIN,
        new KefuDoor(base, signIns),
        true);
  }

  private Duration time() {
    return Duration.ofSeconds(options.number("seconds", 15));
  }

  private void warm(Load load) {
    var enough = options.number("warmup", WARM_MESSAGES);
    var start = System.nanoTime();
    var until = start + TimeUnit.SECONDS.toNanos(options.number("warmup-seconds", WARM_S));
    load.flow();
    while (load.counts().messages() < enough && System.nanoTime() - until < 0) {
      Pause.of(Duration.ofMillis(100));
    }
    System.out.printf(
        Locale.ROOT,
        "warmed with %d messages in %.1f s%n",
        load.counts().messages(),
        (System.nanoTime() - start) / 1e9);
  }

  private void report(Load load, String name, Runnable during)
      throws IOException, InterruptedException {
    load.times();
    var before = load.counts();
    var cpu = server.cpu();
    var own = client.cpu();
    var start = System.nanoTime();
    during.run();
    var seconds = (System.nanoTime() - start) / 1e9;
    var used = server.cpu().since(cpu);
    var ownUsed = client.cpu().since(own);
    var counts = load.counts().since(before);
    var times = load.times();
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f messages/s, server %s, client %s%n  ok %s, delivery %s%n  frames a message"
            + " %.2f, others %s%n",
        name,
        counts.messages() / seconds,
        server.known() ? used.perMillion(counts.messages()) : "unknown (--pid)",
        ownUsed.perMillion(counts.messages()),
        times.ok(),
        times.delivery(),
        (double) counts.frames() / counts.messages(),
        counts.others());
  }

  private static boolean drained(Load load) throws IOException, InterruptedException {
    List<String> left = load.drain();
    if (left.isEmpty()) {
      System.out.println("all " + load.counts().sent() + " messages complete and in order");
    }
    left.stream().limit(20).forEach(System.err::println);
    return left.isEmpty();
  }
}
