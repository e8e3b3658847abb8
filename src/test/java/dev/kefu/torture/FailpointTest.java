package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.program.Packaged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The program dies at the places where it is most awkward, one after the other, and not by luck:
/// whoever was not answered asks again, and nothing is lost, said, done or paid twice.
///
/// Each costs two starts of the program, so some of them are drawn; `-Dtorture.failpoints=all`
/// takes all.
class FailpointTest {

  @TempDir static Path folder;

  private static final int DRAWN = 5;

  private static final long SEED =
      Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));

  private static Stage stage;

  @BeforeAll
  static void start() throws Exception {
    stage = Stage.start(SEED, folder, Packaged.program(), "--kefu.escalation.undo-within=0s");
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  static List<Failpoint> drawn() {
    var all = new ArrayList<>(List.of(Failpoint.values()));
    if ("all".equals(System.getProperty("torture.failpoints"))) {
      return all;
    }
    Collections.shuffle(all, new Random(SEED));
    System.out.println("torture.seed " + SEED);
    return all.subList(0, DRAWN);
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void whereverItDiesNothingIsLostAndNothingIsDoneTwice(Failpoint at) throws Exception {
    try (var scene = Scene.dying(at, stage)) {
      Scenes.play(at, scene);
      var findings = scene.judge();

      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.counted("acknowledged")).isPositive();
    }
  }
}
