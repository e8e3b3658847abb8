package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.program.Packaged;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A checker that finds nothing may be blind: so it is shown a server that is wrong, and the same
/// history of one that is right. Each bug runs for real, in the server's process or on the wire
/// before it.
class CheckerTest {

  @TempDir static Path folder;

  private static Stage stage;

  @BeforeAll
  static void start() throws Exception {
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    stage = Stage.start(seed, folder, Packaged.program());
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void aBugIsCaught(Bug bug) throws Exception {
    try (var scene = Scene.with(bug, stage)) {
      Scenes.play(bug, scene);
      var findings = scene.judge();

      assertThat(findings.wrong()).containsKeys(bug.caughtBy().toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameHistoryWithoutTheBugIsRight(Bug bug) throws Exception {
    try (var scene = Scene.without(bug, stage)) {
      Scenes.play(bug, scene);
      var findings = scene.judge();

      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.counted("acknowledged") + findings.counted("commands")).isPositive();
    }
  }
}
