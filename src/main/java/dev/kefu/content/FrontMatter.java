package dev.kefu.content;

import java.util.Arrays;

/// A Markdown file with YAML before its text, between two lines of `---`.
///
/// @param body without blank lines around it; may be empty
/// @param bodyLine the line of the file that holds the body's first line
public record FrontMatter(YamlNode head, String body, int bodyLine) {

  private static final String FENCE = "---";

  /// @throws ContentError when the front matter is missing, not closed or not YAML
  public static FrontMatter of(ContentFile file) {
    var lines = file.text().split("\n", -1);
    if (!lines[0].stripTrailing().equals(FENCE)) {
      throw file.error(1, "front matter is expected: the first line has to be ---");
    }
    int end = 1;
    while (end < lines.length && !lines[end].stripTrailing().equals(FENCE)) {
      end++;
    }
    if (end == lines.length) {
      throw file.error(1, "the front matter is not closed with ---");
    }
    int first = end + 1;
    while (first < lines.length && lines[first].isBlank()) {
      first++;
    }
    return new FrontMatter(
        YamlNode.of(file, join(lines, 1, end), 2),
        join(lines, first, lines.length).stripTrailing(),
        first + 1);
  }

  private static String join(String[] lines, int from, int to) {
    return String.join("\n", Arrays.asList(lines).subList(Math.min(from, to), to));
  }
}
