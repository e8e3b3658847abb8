package dev.kefu.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.springframework.util.FileSystemUtils;

/// A folder in memory, where there is room: a test run makes hundreds of databases of some hundred
/// files, and a disk would be asked to sync each. What is left of runs that were killed is removed.
@NullMarked
final class TestMemory {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "kefu-test-";
  private static final long ROOM = 3L << 30;

  private TestMemory() {}

  /// @param name of the folder, which is not there yet
  static Optional<Path> folder(String name) throws IOException {
    if (!Files.isWritable(MEMORY)) {
      return Optional.empty();
    }
    removeLeftBehind();
    return Files.getFileStore(MEMORY).getUsableSpace() < ROOM
        ? Optional.empty()
        : Optional.of(MEMORY.resolve(PREFIX + ProcessHandle.current().pid() + "-" + name));
  }

  private static void removeLeftBehind() throws IOException {
    try (var folders = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
      for (var folder : folders) {
        if (ProcessHandle.of(owner(folder)).isEmpty()) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    }
  }

  private static long owner(Path folder) {
    var name = folder.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length())));
  }
}
