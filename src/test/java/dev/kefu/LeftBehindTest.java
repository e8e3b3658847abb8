package dev.kefu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void whatKilledProcessesUnpackedIsRemovedAndNothingElse(@TempDir Path folder) throws IOException {
    var onnx = Files.createDirectory(folder.resolve("onnxruntime-java1234"));
    Files.createFile(onnx.resolve("libonnxruntime.so"));
    var sqlite = Files.createFile(folder.resolve("sqlite-3.53.0.0-ab12-libsqlitejdbc.so"));
    var fresh = Files.createDirectory(folder.resolve("onnxruntime-java5678"));
    var foreign = Files.createFile(folder.resolve("sqlite-notes.txt"));
    var old = FileTime.from(NOW.minus(Duration.ofHours(2)));
    for (var file : new Path[] {onnx, sqlite, foreign}) {
      Files.setLastModifiedTime(file, old);
    }
    Files.setLastModifiedTime(fresh, FileTime.from(NOW));

    LeftBehind.remove(folder, NOW);

    assertThat(folder).isDirectoryContaining(fresh::equals);
    assertThat(folder).isDirectoryContaining(foreign::equals);
    assertThat(onnx).doesNotExist();
    assertThat(sqlite).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeReadIsLeftAlone(@TempDir Path folder) {
    LeftBehind.remove(folder.resolve("missing"), NOW);

    assertThat(folder).isEmptyDirectory();
  }
}
