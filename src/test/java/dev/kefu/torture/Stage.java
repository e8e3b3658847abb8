package dev.kefu.torture;

import dev.kefu.program.Packaged;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One server over one database, on which one [Scene] after the other is played, with bugs at a
/// switch.
final class Stage implements AutoCloseable {

  private static final int GRANT_WITHIN_S = 60;
  private static final int DIES_WITHIN_S = 120;
  private static final int POLL_MS = 50;

  /// What is not of these conversations leaves the copy that is judged.
  private static final List<String> CUTS =
      List.of(
          """
          delete from demo_payout where exists (
            select 1 from claim_case c
            where instr(payout_key, c.id) = 1
              and c.conversation not in (select value from json_each(?)))
          """,
          "delete from grant_order where conversation not in (select value from json_each(?))",
          "delete from claim_case where conversation not in (select value from json_each(?))",
          "delete from event where conversation not in (select value from json_each(?))",
          "delete from conversation where id not in (select value from json_each(?))");

  private final long seed;
  private final Path folder;
  private final Launch launch;
  private final BugSwitch bugs;
  private final Map<String, Till> staff = new HashMap<>();
  private volatile ServerProcess server;
  private CompletableFuture<Void> next = CompletableFuture.completedFuture(null);
  private int devices;
  private int buyers;
  private int copies;

  private Stage(long seed, Path folder, Launch launch, BugSwitch bugs, ServerProcess server) {
    this.seed = seed;
    this.folder = folder;
    this.launch = launch.withPort(server.port());
    this.bugs = bugs;
    this.server = server;
  }

  /// @param more settings of the program
  static Stage start(long seed, Path folder, Packaged program, String... more) throws Exception {
    System.out.println(
        "torture: seed " + seed + ", -Dtorture.seed=" + seed + " repeats its choices");
    var content = Shop.write(folder.resolve("content"));
    var bugs = BugSwitch.in(folder);
    var launch =
        Launch.of(program, folder, content)
            .withMain(
                BuggyServer.class,
                bugs.setting(),
                // Nothing but the nudge tells a client of an event, so it shows when one is lost.
                "--kefu.gateway.poll=1h",
                "--kefu.gateway.heartbeat=1h",
                "--kefu.gateway.silence=2h")
            .with(more);
    return new Stage(seed, folder, launch, bugs, ServerProcess.start(launch));
  }

  long seed() {
    return seed;
  }

  Path folder() {
    return folder;
  }

  int port() {
    return server.port();
  }

  BugSwitch bugs() {
    return bugs;
  }

  /// One of the staff, who stays signed in from scene to scene.
  Till staff(String username) {
    return staff.computeIfAbsent(username, name -> Till.of(port(), name));
  }

  /// The number of a device that no scene has had yet.
  int nextDevice() {
    return devices++;
  }

  /// The number of a buyer that no scene has had yet.
  int nextBuyer() {
    if (buyers == Shop.BUYERS) {
      throw new IllegalStateException("the shop has no more buyers");
    }
    return buyers++;
  }

  /// Notes what the server holds in memory.
  void lookAtMemory(History.Pen pen) throws Exception {
    server.noteHeld(pen);
  }

  /// SIGKILL; what a bug did dies with the process.
  void kill() throws Exception {
    server.kill();
    bugs.off();
    server = ServerProcess.start(launch);
  }

  /// Has the server die where that is; the next one is started once it has.
  void dieAt(Failpoint point) throws Exception {
    var dying = server;
    bugs.dieAt(point);
    next =
        CompletableFuture.runAsync(() -> {
          try {
            dying.awaitEnd();
            server = ServerProcess.start(launch);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /// Waits until the server has died and the next one is there.
  void awaitNext() throws Exception {
    next.get(DIES_WITHIN_S, TimeUnit.SECONDS);
  }

  /// Waits until the grant of a case stands so.
  void awaitGrant(String caseId, String status) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRANT_WITHIN_S);
    while (!grant(caseId).equals(status)) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            "the grant is still '%s' and not %s:\n%s"
                .formatted(grant(caseId), status, server.lastWords()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }

  /// Whoever leased the grant of a case is dead; the time it was leased for is over.
  void leaseRunsOut(String caseId) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        var statement =
            connection.prepareStatement(
                "update grant_order set lease_until = 0 where case_id = ?")) {
      statement.setString(1, caseId);
      statement.executeUpdate();
    }
  }

  private String grant(String caseId) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        var statement =
            connection.prepareStatement("select status from grant_order where case_id = ?")) {
      statement.setString(1, caseId);
      var row = statement.executeQuery();
      return row.next() ? row.getString(1) : "";
    }
  }

  /// A copy of the database as it stands, with nothing in it but these conversations and what
  /// belongs to them.
  Path copy(Collection<String> conversations) throws SQLException {
    var copy = folder.resolve("copy" + copies++ + ".db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        var statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
      for (var cut : CUTS) {
        try (var statement = connection.prepareStatement(cut)) {
          statement.setString(1, World.JSON.writeValueAsString(conversations));
          statement.execute();
        }
      }
    }
    return copy;
  }

  private Path database() {
    return folder.resolve("data").resolve("kefu.db");
  }

  @Override
  public void close() {
    server.kill();
  }
}
