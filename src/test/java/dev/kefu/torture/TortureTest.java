package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.program.Packaged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program under everything that goes wrong, on one node: what was acknowledged is there, once,
/// in order, and shown to whom it concerns and to nobody else.
///
/// `docs/torture.md` says how to run it longer.
class TortureTest {

  private static final int KILLS = Integer.getInteger("torture.kills", 25);
  private static final long MESSAGES = Long.getLong("torture.messages", 20_000);
  private static final int SHOPPERS = Integer.getInteger("torture.shoppers", 12);

  /// After that it kills no more and judges what there is; a run ended from outside has no verdict.
  private static final Duration LONGEST =
      Duration.ofMinutes(Integer.getInteger("torture.minutes", 24 * 60));

  /// In which nothing happens, at the beginning and at the end.
  private static final int TENTH = 10;

  private static final int AGENT_DEVICES = Integer.getInteger("torture.agent-devices", 2);

  @TempDir static Path folder;

  @Test
  void whateverHappensNothingIsLostDoubledReorderedOrShownToOthers() throws Exception {
    Tools.needStrace();
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    var program = Packaged.program();
    var run = java.nio.file.Files.createDirectory(folder.resolve("run"));
    try (var rig = Rig.start(seed, Site.one(program, run), new Rig.Crew(SHOPPERS, AGENT_DEVICES))) {
      var nemesis = rig.nemesis();
      var file = new OneNodeNemesis(nemesis, rig.site().nodes().getFirst());
      nemesis.leaveAlone(MESSAGES / TENTH);
      var others = 0;
      var end = System.nanoTime() + LONGEST.toNanos();
      for (var kill = 0; kill < KILLS && System.nanoTime() < end; kill++) {
        nemesis.awaitStored(MESSAGES / KILLS);
        nemesis.spoilLinks(3);
        if (kill % 3 == 0) {
          another(others++, nemesis, file, rig);
        }
        if (kill % 8 == 7) {
          nemesis.killWhileStarting();
        } else {
          nemesis.kill();
        }
      }
      nemesis.leaveAlone(MESSAGES / TENTH);
      var findings = rig.judge();

      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.counted("acknowledged")).isGreaterThanOrEqualTo(MESSAGES);
      assertThat(findings.counted("grants granted")).isPositive();
      assertThat(findings.counted("commands repeated")).isPositive();
      assertThat(findings.counted("memory looked at again")).isPositive();
      assertThat(findings.counted("sights judged")).isPositive();
    }
  }

  private static void another(int n, Nemesis nemesis, OneNodeNemesis file, Rig rig)
      throws Exception {
    switch (n % 9) {
      case 0 -> nemesis.standStill(3_000);
      case 1 -> file.dieAtSystemCall();
      case 2 -> nemesis.terminate();
      case 3 -> nemesis.loseThePayoutsAnswer(rig.manager(), 2);
      case 4 -> file.diskErrors(OneNodeNemesis.SYNC, "EIO");
      case 5 -> file.setTheClock();
      case 6 -> nemesis.sleep(6_000);
      case 7 -> file.diskErrors(OneNodeNemesis.WRITE, "ENOSPC");
      default -> file.dieAtSystemCall();
    }
  }
}
