package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The program dies at the places where it is most awkward, one after the other, and not by luck:
/// whoever was not answered asks again, and nothing is lost, said, done or paid twice.
class FailpointTest {

  @TempDir static Path folder;

  private static Stage stage;

  @BeforeAll
  static void start() throws Exception {
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    var program = Packaged.in(Files.createDirectory(folder.resolve("program")));
    stage = Stage.start(seed, folder, program, "--kefu.escalation.undo-within=0s");
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  void whereverItDiesNothingIsLostAndNothingIsDoneTwice(Failpoint at) throws Exception {
    try (var scene = Scene.dying(at, stage)) {
      Scenes.play(at, scene);
      var findings = scene.judge();

      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.counted("acknowledged")).isPositive();
    }
  }
}
