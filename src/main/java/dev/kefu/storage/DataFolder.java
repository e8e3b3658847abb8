package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder everything durable lies in: the database, the index, uploaded files.
///
/// @param path absolute
public record DataFolder(Path path) {

  /// Makes the folder if need be and proves that it can be written.
  ///
  /// @throws StartRefused when it cannot
  static DataFolder at(Path path) {
    var absolute = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Files.delete(Files.createTempFile(absolute, "kefu", ".probe"));
    } catch (IOException e) {
      throw new StartRefused(
          "The data folder " + absolute + " cannot be written: " + e,
          "Make it writable, or name another one with --kefu.data-dir=PATH.");
    }
    return new DataFolder(absolute);
  }

  public Path resolve(String name) {
    return path.resolve(name);
  }
}
