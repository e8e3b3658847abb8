package dev.kefu.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What can go wrong where one node keeps its data in one file: the disk under it, and its clock.
final class OneNodeNemesis {

  /// What a process asks of the system to have bytes written and kept.
  static final String WRITE = "pwrite64";

  static final String SYNC = "fsync,fdatasync";

  /// One commit syncs once or twice and writes dozens of times; some have to get through.
  private static final int SYNCS_BETWEEN = 5;

  private static final int WRITES_BETWEEN = 500;

  private static final int DIES_WITHIN_S = 120;

  /// A day there and back, and steps as a bad time server makes them.
  private static final List<String> CLOCKS = List.of("P1D", "-P1D", "PT5S", "-PT5S", "PT0S");

  private final Nemesis nemesis;
  private final Node node;

  OneNodeNemesis(Nemesis nemesis, Node node) {
    this.nemesis = nemesis;
    this.node = node;
  }

  /// Dies inside the N-th write or sync of the database.
  void dieAtSystemCall() throws Exception {
    var call = nemesis.random().nextBoolean() ? SYNC : WRITE;
    var when =
        call.equals(SYNC) ? 1 + nemesis.random().nextInt(80) : 1 + nemesis.random().nextInt(400);
    nemesis.begin("die at system call", true);
    node.server().kill();
    node.begin(traced(call, "signal=KILL:when=" + when));
    if (node.server().awaitUp()) {
      awaitEnd();
    }
    restart();
  }

  /// The disk answers with errors now and then; what is refused is not there, what is not is.
  void diskErrors(String call, String error) throws Exception {
    nemesis.begin(call + " fails with " + error, true);
    node.server().kill();
    var least = call.equals(SYNC) ? SYNCS_BETWEEN : WRITES_BETWEEN;
    var every = least + nemesis.random().nextInt(4 * least);
    node.restart(traced(call, "error=" + error + ":when=20+" + every));
    // A disk that did not keep what was written ends the process; one that is full does not.
    var enough = world().history().stored() + 5L * Nemesis.CALM_AFTER;
    nemesis.await(
        () -> world().history().stored() >= enough || !node.server().isAlive(),
        "clients are not answered any more");
    node.server().kill();
    restart();
  }

  private Launch traced(String call, String injection) {
    var database = node.launch().data().resolve("data").resolve("kefu.db");
    return node.launch()
        .under(
            List.of(
                "strace",
                "-D",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                database.toString(),
                "-P",
                database + "-wal",
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":" + injection));
  }

  /// The clock is set while the program runs, a day there and back and by seconds.
  void setTheClock() throws Exception {
    nemesis.begin("set the clock", true);
    node.server().kill();
    var clock = node.launch().data().resolve("clock");
    Files.writeString(clock, "PT0S");
    restart(node.launch().withMain(ShiftedServer.class, ShiftedServer.SETTING + clock));
    nemesis.begin("the clock is set", false);
    for (var offset : CLOCKS) {
      var next = node.launch().data().resolve("clock.next");
      Files.writeString(next, offset);
      Files.move(next, clock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      nemesis.awaitStored(2 * Nemesis.CALM_AFTER);
    }
    nemesis.begin("the clock is right again", true);
    node.server().kill();
    restart();
  }

  /// Somebody fills the disk, and later makes room again.
  ///
  /// @param small a disk of its own under the data
  void fillTheDisk(Path small) throws Exception {
    nemesis.begin("full disk", false);
    var ballast = small.resolve("ballast");
    var refused = world().history().refusedFor("storage_full");
    fill(ballast);
    nemesis.await(
        () -> world().history().refusedFor("storage_full") > refused, "no write was refused");
    Files.delete(ballast);
    nemesis.calm();
  }

  private static void fill(Path ballast) throws IOException {
    var block = new byte[64 * 1024];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full, as it was meant to be; the last bytes go one page at a time.
      try (var out = Files.newOutputStream(ballast, java.nio.file.StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[512]);
        }
      } catch (IOException full) {
        return;
      }
    }
  }

  private void awaitEnd() throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DIES_WITHIN_S);
    while (node.server().isAlive() && System.nanoTime() - until < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (node.server().isAlive()) {
      throw new AssertionError("the call to die at never came: " + node.server().lastWords());
    }
  }

  private void restart() throws Exception {
    restart(node.launch());
  }

  private void restart(Launch how) throws Exception {
    node.restart(how);
    nemesis.calm();
  }

  private World world() {
    return nemesis.world();
  }
}
