package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
          "jar",
          "flags",
          "yardsticks",
          "chat",
          "postgres",
          "ejabberd",
          "work",
          "kind",
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
          "data",
          "disk-ms");

  static final int PAIRS = 200;
  static final int AGENTS = 25;
  static final int SECONDS = 15;
  static final int ROUNDS = 3;

  /// Before that a JVM is busy with compiling.
  private static final int WARM_MESSAGES = 200_000;

  /// The most a warm-up may take, for servers that would take hours.
  private static final int WARM_S = 120;

  private final Options options;
  private final Meter server;

  private Bench(Options options) {
    this.options = options;
    this.server = new Meter(options.text("pid", ""));
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println(
          "what to do? load, rate, compare, steady, crowd, herd, xmpp; see the class comment");
      System.exit(2);
    }
    var bench = new Bench(Options.of(Arrays.copyOfRange(args, 1, args.length), OPTIONS));
    var well =
        switch (args[0]) {
          case "load" -> bench.load();
          case "rate" -> bench.rate();
          case "compare" -> new Compare(bench.options, bench.folder()).run();
          case "steady" -> new Steady(bench.options, bench.folder()).run();
          case "crowd" -> new Crowd(bench.options, bench.folder()).run();
          case "herd" -> new Herd(bench.options, bench.folder()).run();
          case "xmpp" -> new Xmpp(bench.options, bench.folder()).run();
          default -> throw new IllegalArgumentException("there is no " + args[0]);
        };
    System.exit(well ? 0 : 1);
  }

  /// As fast as the windows allow.
  private boolean load() throws IOException, InterruptedException {
    var load = opened();
    System.out.println(warm(load, options));
    for (int round = 1; round <= options.number("rounds", ROUNDS); round++) {
      report(load, round, () -> Pause.of(time()));
    }
    return drained(load);
  }

  /// At a steady rate, after a warm-up at full speed.
  private boolean rate() throws IOException, InterruptedException {
    var load = opened();
    System.out.println(warm(load, options));
    var well = drained(load);
    Steady.rounds(load, server, Path.of(options.text("data", ".")), options);
    return drained(load) && well;
  }

  private Load opened() throws IOException, InterruptedException {
    var pairs = options.number("pairs", PAIRS);
    var load = new Load(target(), options.number("threads", 1), options.number("window", 2), pairs);
    load.open(options.number("agents", Math.min(AGENTS, pairs)));
    var others = options.number("connections", 0);
    load.idle(others, options.has("conversations"));
    load.direction(direction(options));
    System.out.printf("%d conversations and %d other sockets are open%n", pairs, others);
    return load;
  }

  static Load.Direction direction(Options options) {
    return Load.Direction.valueOf(options.text("direction", "both").toUpperCase(Locale.ROOT));
  }

  private Target target() throws IOException {
    var base = options.text("server", "http://127.0.0.1:8080");
    var signIns = options.has("signins") ? Path.of(options.text("signins", "")) : null;
    return Kind.valueOf(options.text("kind", "kefu").toUpperCase(Locale.ROOT))
        .target(URI.create(base), signIns);
  }

  /// Where the servers that are started here keep what is theirs.
  private Path folder() throws IOException {
    return options.has("work")
        ? Path.of(options.text("work", ""))
        : Files.createTempDirectory("kefu-bench");
  }

  private Duration time() {
    return Duration.ofSeconds(options.number("seconds", SECONDS));
  }

  /// Sends at full speed until a JVM has compiled what it will.
  static String warm(Load load, Options options) {
    var enough = options.number("warmup", WARM_MESSAGES);
    var start = System.nanoTime();
    var until = start + TimeUnit.SECONDS.toNanos(options.number("warmup-seconds", WARM_S));
    load.flow();
    while (load.counts().messages() < enough && System.nanoTime() - until < 0) {
      Pause.of(Duration.ofMillis(100));
    }
    var seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT, "warmed with %d messages in %.1f s", load.counts().messages(), seconds);
  }

  private void report(Load load, int round, Runnable during)
      throws IOException, InterruptedException {
    System.out.println("round " + round + ": " + Round.measure(load, server, during));
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
