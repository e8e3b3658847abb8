package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.cluster.RedisServer;
import dev.kefu.program.Packaged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes over one PostgreSQL, with a Redis between them, behind a balancer that gives each
/// connection to any of them, under everything that goes wrong: the same holds as with one.
///
/// `docs/torture.md` says how to run it, and why not with every build yet.
@EnabledIfSystemProperty(named = "torture.nodes", matches = "yes")
class NodesTortureTest {

  private static final int NODES = 3;
  private static final int KILLS = Integer.getInteger("torture.kills", 13);
  private static final long MESSAGES = Long.getLong("torture.messages", 10_000);
  private static final int SHOPPERS = Integer.getInteger("torture.shoppers", 8);
  private static final int AGENT_DEVICES = Integer.getInteger("torture.agent-devices", 2);

  /// A jar of an earlier version, with which the nodes begin and from which they are upgraded.
  private static final String OLDER = System.getProperty("torture.older", "");

  /// Longer than a node may stand still inside a transaction.
  private static final int STAND_STILL_MS = 8_000;

  /// Longer than the database waits for a node, and than a node waits for the bus.
  private static final int PARTED_MS = 9_000;

  @TempDir static Path folder;

  @Test
  void whicheverNodeSomebodyIsAtNothingIsLostDoubledReorderedOrShownToOthers() throws Exception {
    Tools.needPostgres();
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    try (var redis = RedisServer.started();
        var postgres = PostgresProcess.start(folder.resolve("postgres"))) {
      var program = Packaged.program();
      var run = Files.createDirectory(folder.resolve("run"));
      var first = OLDER.isEmpty() ? program : program.older(Path.of(OLDER));
      var site = Site.several(NODES, seed, first, run, postgres.create("kefu"), redis.url());
      try (var rig = Rig.start(seed, site, new Rig.Crew(SHOPPERS, AGENT_DEVICES))) {
        var nemesis = rig.nemesis();
        if (!OLDER.isEmpty()) {
          nemesis.awaitStored(MESSAGES / KILLS);
          nemesis.upgradeAll(program);
        }
        nemesis.leaveAlone(MESSAGES / KILLS);
        play(rig, new PostgresNemesis(nemesis, postgres), new RedisNemesis(nemesis, redis));
        var findings = rig.judge();

        assertThat(findings.wrong()).isEmpty();
        assertThat(findings.counted("acknowledged")).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(findings.counted("grants granted")).isPositive();
        assertThat(findings.counted("commands repeated")).isPositive();
        assertThat(findings.counted("memory looked at again")).isPositive();
      }
    }
  }

  private static void play(Rig rig, PostgresNemesis database, RedisNemesis bus) throws Exception {
    var nemesis = rig.nemesis();
    for (var kill = 0; kill < KILLS; kill++) {
      nemesis.awaitStored(MESSAGES / KILLS);
      nemesis.spoilLinks(3);
      another(kill, rig, database, bus);
      if (kill % 6 == 5) {
        nemesis.killWhileStarting();
      } else {
        nemesis.kill();
      }
    }
  }

  private static void another(int n, Rig rig, PostgresNemesis database, RedisNemesis bus)
      throws Exception {
    var nemesis = rig.nemesis();
    switch (n % 13) {
      case 0 -> database.kill();
      case 1 -> database.endConnections();
      case 2 -> bus.kill();
      case 3 -> nemesis.standStill(STAND_STILL_MS);
      case 4 -> nemesis.loseThePayoutsAnswer(rig.manager(), 2);
      case 5 -> nemesis.terminate();
      case 6 -> bus.standStill();
      case 7 -> nemesis.sleep(6_000);
      case 8 -> bus.empty();
      case 9 -> nemesis.part(List.of(Node.Line.DATABASE), PARTED_MS);
      case 10 -> nemesis.part(List.of(Node.Line.BUS), PARTED_MS);
      case 11 -> nemesis.part(List.of(Node.Line.DATABASE, Node.Line.BUS), PARTED_MS);
      default -> nemesis.replaceAll();
    }
  }
}
