package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// What goes wrong, one thing after the other, each followed by a time in which clients are
/// answered again: a fault is over when so many more messages have been acknowledged.
final class Nemesis {

  /// Ends the text of a fault that may end sockets without a close frame.
  static final String WITHOUT_A_WORD = "without a word";

  /// What a process asks of the system to have bytes written and kept.
  static final String WRITE = "pwrite64";

  static final String SYNC = "fsync,fdatasync";

  /// One commit syncs once or twice and writes dozens of times; some have to get through.
  private static final int SYNCS_BETWEEN = 5;

  private static final int WRITES_BETWEEN = 500;

  private static final int CALM_AFTER = 60;
  private static final int PROGRESS_WITHIN_S = 600;
  private static final int TERMINATE_WITHIN_S = 120;
  private static final int DIES_WITHIN_S = 120;
  private static final int MOMENT_MS = 300;

  /// A day there and back, and steps as a bad time server makes them.
  private static final List<String> CLOCKS = List.of("P1D", "-P1D", "PT5S", "-PT5S", "PT0S");

  private final World world;
  private final History.Pen pen;
  private final RandomGenerator random;
  private final Launch launch;
  private final ChaosProxy network;
  private final List<Device> sleepers;
  private ServerProcess server;

  Nemesis(
      World world, Launch launch, ServerProcess server, ChaosProxy network, List<Device> sleepers) {
    this.world = world;
    this.pen = world.history().pen("nemesis");
    this.random = world.random("nemesis");
    this.launch = launch;
    this.server = server;
    this.network = network;
    this.sleepers = sleepers;
  }

  /// SIGKILL at any moment, and a new start over what is left.
  void kill() throws Exception {
    begin("kill", true);
    moment();
    server.kill();
    restart(launch);
  }

  /// SIGKILL while the next start is under way, too.
  void killWhileStarting() throws Exception {
    begin("kill while starting", true);
    server.kill();
    var shortLived = ServerProcess.begin(launch);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_500));
    shortLived.kill();
    restart(launch);
  }

  /// SIGTERM under load: every client is told.
  void terminate() throws Exception {
    begin("terminate", false);
    server.terminate(TERMINATE_WITHIN_S);
    restart(launch);
  }

  /// SIGSTOP, and SIGCONT after a while.
  void standStill(int ms) throws Exception {
    begin("stand still", true);
    server.pause();
    TimeUnit.MILLISECONDS.sleep(ms);
    server.resume();
    calm();
  }

  /// Dies inside the N-th write or sync of the database.
  void dieAtSystemCall() throws Exception {
    var call = random.nextBoolean() ? SYNC : WRITE;
    var when = call.equals(SYNC) ? 1 + random.nextInt(80) : 1 + random.nextInt(400);
    begin("die at system call", true);
    server.kill();
    server = ServerProcess.begin(traced(call, "signal=KILL:when=" + when));
    if (server.awaitUp()) {
      awaitEnd();
    }
    restart(launch);
  }

  /// The disk answers with errors now and then; what is refused is not there, what is not is.
  void diskErrors(String call, String error) throws Exception {
    begin(call + " fails with " + error, true);
    server.kill();
    var least = call.equals(SYNC) ? SYNCS_BETWEEN : WRITES_BETWEEN;
    var every = least + random.nextInt(4 * least);
    server = ServerProcess.start(traced(call, "error=" + error + ":when=20+" + every));
    // A disk that did not keep what was written ends the process; one that is full does not.
    var enough = world.history().stored() + 5L * CALM_AFTER;
    await(
        () -> world.history().stored() >= enough || !server.isAlive(),
        "clients are not answered any more");
    server.kill();
    restart(launch);
  }

  private Launch traced(String call, String injection) {
    var database = launch.data().resolve("data").resolve("kefu.db");
    return launch.under(
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
    begin("set the clock", true);
    server.kill();
    var clock = launch.data().resolve("clock");
    Files.writeString(clock, "PT0S");
    restart(launch.withMain(ShiftedServer.class, ShiftedServer.SETTING + clock));
    begin("the clock is set", false);
    for (var offset : CLOCKS) {
      var next = launch.data().resolve("clock.next");
      Files.writeString(next, offset);
      Files.move(next, clock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      awaitStored(2 * CALM_AFTER);
    }
    begin("the clock is right again", true);
    server.kill();
    restart(launch);
  }

  /// Somebody fills the disk, and later makes room again.
  ///
  /// @param small a disk of its own under the data
  void fillTheDisk(Path small) throws Exception {
    begin("full disk", false);
    var ballast = small.resolve("ballast");
    var refused = world.history().refusedFor("storage_full");
    fill(ballast);
    await(() -> world.history().refusedFor("storage_full") > refused, "no write was refused");
    Files.delete(ballast);
    calm();
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

  /// Something happens to the connections that pass through the bad network.
  void spoilLinks(int howMany) {
    var links = network.links();
    for (var i = 0; i < Math.min(howMany, links.size()); i++) {
      try {
        var what = links.get(random.nextInt(links.size())).spoil(random);
        pen.note(What.FAULT, "link " + what + Entry.BAR + WITHOUT_A_WORD);
      } catch (IOException e) {
        // It had ended meanwhile, which is as bad as anything.
      }
    }
    pen.note(What.CALM, "");
  }

  /// Some devices stop reading for a while.
  void sleep(int ms) throws Exception {
    begin("sleepers", true);
    sleepers.forEach(device -> device.nap(ms));
    calm();
  }

  /// The shop pays and its answer is lost, so that what was granted has to be asked about.
  void loseThePayoutsAnswer(Till till, int seconds) throws InterruptedException {
    try {
      till.outage("payout_answer", seconds);
      pen.note(What.FAULT, "payouts' answers are lost");
      pen.note(What.CALM, "");
    } catch (IOException e) {
      // The server is not there to be told; another time.
    }
  }

  /// Waits for more messages to be acknowledged, however long it takes within reason.
  void awaitStored(long more) throws Exception {
    var enough = world.history().stored() + more;
    await(() -> world.history().stored() >= enough, "clients are not answered any more");
  }

  /// Waits for more claims to be opened.
  void awaitClaims(long more) throws Exception {
    var enough = world.claimed().get() + more;
    await(() -> world.claimed().get() >= enough, "nobody claims anything");
  }

  private void awaitEnd() throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DIES_WITHIN_S);
    while (server.isAlive() && System.nanoTime() - until < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (server.isAlive()) {
      throw new AssertionError("the call to die at never came: " + server.lastWords());
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition, String otherwise) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROGRESS_WITHIN_S);
    while (!condition.holds()) {
      var broken = world.broken().get();
      if (broken != null) {
        throw new AssertionError("the rig itself failed", broken);
      }
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            otherwise + " within " + PROGRESS_WITHIN_S + " s:\n" + server.lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void restart(Launch how) throws Exception {
    server = ServerProcess.start(how);
    calm();
  }

  private void begin(String fault, boolean withoutAWord) {
    pen.note(What.FAULT, fault + Entry.BAR + (withoutAWord ? WITHOUT_A_WORD : ""));
  }

  private void calm() throws Exception {
    awaitStored(CALM_AFTER);
    pen.note(What.CALM, "");
  }

  /// A random moment.
  private void moment() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOMENT_MS));
  }

  ServerProcess server() {
    return server;
  }
}
