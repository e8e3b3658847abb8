package dev.kefu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// Native libraries that SQLite's driver and ONNX Runtime unpacked into the temporary folder, some
/// 20 MB a start. They are removed when the program ends and stay when it is killed: one that is
/// killed again and again would fill the disk.
final class LeftBehind {

  private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);

  private static final Pattern NAME = Pattern.compile("onnxruntime-java\\d+|sqlite-.+sqlitejdbc.+");

  /// A library is loaded right after it was unpacked; from then on its file is no longer needed.
  private static final Duration AGE = Duration.ofHours(1);

  private LeftBehind() {}

  /// Removes what is old; what cannot be removed stays.
  static void remove(Path folder, Instant now) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(LeftBehind::isUnpacked)
          .filter(file -> isOld(file, now))
          .forEach(file -> {
            try {
              FileSystemUtils.deleteRecursively(file);
            } catch (IOException e) {
              log.atDebug().addKeyValue("file", file).addKeyValue("cause", e).log("stays");
            }
          });
    } catch (IOException e) {
      log.atDebug().addKeyValue("folder", folder).addKeyValue("cause", e).log("cannot be read");
    }
  }

  private static boolean isUnpacked(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  private static boolean isOld(Path file, Instant now) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(AGE));
    } catch (IOException e) {
      return false;
    }
  }
}
