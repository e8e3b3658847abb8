package dev.kefu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads what processes have used so far, from `/proc`.
final class Meter {

  /// The kernel's `USER_HZ`, which it promises to programs on every machine we run on.
  private static final double TICKS_A_SECOND = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

  private final List<Long> pids;
  private final boolean children;

  /// @param pids separated by commas; several are added up
  Meter(String pids) {
    this(
        Arrays.stream(pids.split(",", -1))
            .filter(pid -> !pid.isEmpty())
            .map(Long::valueOf)
            .toList(),
        false);
  }

  private Meter(List<Long> pids, boolean children) {
    this.pids = pids;
    this.children = children;
  }

  /// A process with all it starts, also with what has ended meanwhile.
  static Meter ofFamily(long pid) {
    return new Meter(List.of(pid), true);
  }

  static Meter ofNothing() {
    return new Meter("");
  }

  static Meter ofThisProcess() {
    return new Meter(String.valueOf(ProcessHandle.current().pid()));
  }

  boolean known() {
    return !pids.isEmpty();
  }

  /// Processor time in seconds.
  record Cpu(double user, double system) {

    static final Cpu NONE = new Cpu(0, 0);

    Cpu and(Cpu more) {
      return new Cpu(user + more.user, system + more.system);
    }

    Cpu since(Cpu before) {
      return new Cpu(user - before.user, system - before.system);
    }

    double all() {
      return user + system;
    }

    /// For a million messages.
    String perMillion(long messages) {
      return String.format(
          Locale.ROOT,
          "%.1f s/M (user %.1f, sys %.1f)",
          all() * 1e6 / messages,
          user * 1e6 / messages,
          system * 1e6 / messages);
    }
  }

  Cpu cpu() throws IOException {
    var sum = Cpu.NONE;
    for (var pid : pids) {
      sum = sum.and(own(pid));
      for (var child : children ? descendants(pid) : List.<Long>of()) {
        try {
          sum = sum.and(own(child));
        } catch (NoSuchFileException e) {
          // It has just ended; the one that started it tells its time from now on.
        }
      }
    }
    return sum;
  }

  private static List<Long> descendants(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .toList();
  }

  private Cpu own(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // The name in brackets may hold blanks.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    var alone = cpu(fields, USER, SYSTEM);
    return children ? alone.and(cpu(fields, ENDED_USER, ENDED_SYSTEM)) : alone;
  }

  private static Cpu cpu(String[] fields, int user, int system) {
    return new Cpu(
        Long.parseLong(fields[user]) / TICKS_A_SECOND,
        Long.parseLong(fields[system]) / TICKS_A_SECOND);
  }

  /// Resident bytes.
  long resident() throws IOException {
    var sum = 0L;
    for (var pid : pids) {
      for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          sum += 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return sum;
  }

  /// Bytes of the Java heap in use after a full collection; the process has to be a JVM of ours.
  long liveHeap() throws IOException, InterruptedException {
    var sum = 0L;
    for (var pid : pids) {
      jcmd(pid, "GC.run");
      var used = HEAP_USED.matcher(jcmd(pid, "GC.heap_info"));
      if (!used.find()) {
        throw new IOException("jcmd does not tell the heap of " + pid);
      }
      sum += 1024 * Long.parseLong(used.group(1));
    }
    return sum;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }
}
