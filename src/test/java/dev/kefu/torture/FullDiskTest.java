package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.program.Packaged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk runs full under load, more than once: what was acknowledged is there, what could not be
/// stored was refused, and when there is room again writing goes on without a restart.
class FullDiskTest {

  private static final int CYCLES = Integer.getInteger("torture.full-disks", 2);
  private static final int MESSAGES = 200;

  @TempDir Path folder;

  private @Nullable Path small;

  @BeforeEach
  void mount() throws Exception {
    Tools.needRoot();
    var place = Files.createDirectories(folder.resolve("run").resolve("data"));
    Tools.run("mount", "-t", "tmpfs", "-o", "size=320m", "kefu-torture", place.toString());
    small = place;
  }

  @AfterEach
  void unmount() throws Exception {
    if (small != null) {
      Tools.run("umount", small.toString());
    }
  }

  @Test
  void aFullDiskLosesNothingAndWritingGoesOnOnceThereIsRoom() throws Exception {
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    var program = Packaged.program();
    var run = folder.resolve("run");
    try (var rig = Rig.start(seed, Site.one(program, run), new Rig.Crew(6, 1))) {
      var file = new OneNodeNemesis(rig.nemesis(), rig.site().nodes().getFirst());
      for (var cycle = 0; cycle < CYCLES; cycle++) {
        rig.nemesis().awaitStored(MESSAGES);
        file.fillTheDisk(Objects.requireNonNull(small));
      }
      rig.nemesis().kill();
      var findings = rig.judge();

      assertThat(findings.wrong()).isEmpty();
      assertThat(findings.counted("later storage_full")).isPositive();
    }
  }
}
