package dev.kefu;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The formatter runs as a test because it needs the JDK of the tests, and Maven may run on an
/// older one.
///
/// `./mvnw test -Dtest=FormatTest -Dformat=apply` rewrites what differs.
class FormatTest {

  private static final boolean APPLY = "apply".equals(System.getProperty("format"));

  @Test
  void everySourceIsFormatted() throws Exception {
    var differing = new ArrayList<Path>();
    for (var source : sources()) {
      var text = Files.readString(source);
      var formatted = format(text);
      if (!formatted.equals(text)) {
        differing.add(source);
        if (APPLY) {
          Files.writeString(source, formatted);
        }
      }
    }

    assertThat(APPLY ? List.<Path>of() : differing).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    for (var root :
        List.of("src/main/java", "src/test/java", "src/test/bench", "src/browser-test/java")) {
      if (Files.isDirectory(Path.of(root))) {
        try (var files = Files.walk(Path.of(root))) {
          files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  private static String format(String text) throws FormatterException {
    var unused = RemoveUnusedImports.removeUnusedImports(text);
    var ordered = ImportOrderer.reorderImports(unused, Style.GOOGLE);
    return new Formatter().formatSource(ordered);
  }
}
