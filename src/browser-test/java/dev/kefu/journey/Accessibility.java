package dev.kefu.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The rules of WCAG 2.2, levels A and AA, as far as a program can check them, on a page as it
/// stands: in the light and in the dark.
final class Accessibility {

  private static final String AXE = read("/axe.min.js");

  private static final String FIND =
      """
      async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
        return found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id}: ${node.target.join(' ')} ${node.failureSummary.replace(/\\s+/g, ' ')}`));
      }
      """;

  private Accessibility() {}

  /// @return what breaks a rule, and in which light
  static List<String> findings(Page page) {
    var findings = new ArrayList<String>();
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.evaluate(AXE);
      for (var found : (List<?>) page.evaluate(FIND)) {
        findings.add(scheme + " " + found);
      }
    }
    return findings;
  }

  private static String read(String name) {
    try (var script = Accessibility.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
