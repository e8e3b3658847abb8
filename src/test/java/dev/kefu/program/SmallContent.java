package dev.kefu.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The shop's content without its articles: orders, rules and people are there, and the program is
/// ready at once.
public final class SmallContent {

  private static final Path CONTENT = Path.of("knowledge-base");
  private static final String ARTICLES = "faq";

  private SmallContent() {}

  /// @param folder where a copy is made
  public static Path at(Path folder) throws IOException {
    var copy = folder.resolve("small-content");
    try (var files = Files.walk(CONTENT)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var inside = CONTENT.relativize(file);
        if (!inside.startsWith(ARTICLES)) {
          Files.copy(file, copy.resolve(inside));
        }
      }
    }
    return copy;
  }
}
