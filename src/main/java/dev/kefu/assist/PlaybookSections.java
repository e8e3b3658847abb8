package dev.kefu.assist;

import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.Variables;
import java.util.ArrayList;
import java.util.List;

/// The four parts of a playbook.
record PlaybookSections(String soothe, List<String> verify, List<String> offer, List<String> next) {

  static final List<String> HEADINGS = List.of("安抚", "核实", "方案", "下一步");

  static final String MARK = "## ";

  static final String ITEM = "- ";

  /// @param firstLine the file's line that holds the first line of `body`
  /// @throws dev.kefu.content.ContentError when a heading is missing, out of order or empty, and
  ///   for variables that are none
  static PlaybookSections read(ContentFile file, String body, int firstLine) {
    var sections = new ArrayList<List<String>>();
    var lines = body.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      var line = lines[i].strip();
      if (line.startsWith(MARK)) {
        requireHeading(file, firstLine + i, line, sections.size());
        sections.add(new ArrayList<>());
      } else if (!line.isEmpty()) {
        if (sections.isEmpty()) {
          throw file.error(firstLine + i, "the heading ## 安抚 is expected first");
        }
        sections.getLast().add(line);
      }
    }
    requireAll(file, firstLine, sections);
    var mistakes = Variables.mistakes(String.join("\n", sections.getFirst()));
    if (!mistakes.isEmpty()) {
      throw file.error(firstLine, mistakes.getFirst());
    }
    return new PlaybookSections(
        String.join("\n", sections.get(0)),
        items(sections.get(1)),
        items(sections.get(2)),
        items(sections.get(3)));
  }

  private static void requireHeading(ContentFile file, int line, String heading, int place) {
    var expected = place < HEADINGS.size() ? MARK + HEADINGS.get(place) : "no further heading";
    if (!heading.equals(expected)) {
      throw file.error(line, "'" + heading + "' stands where " + expected + " is expected");
    }
  }

  private static void requireAll(ContentFile file, int line, List<List<String>> sections) {
    if (sections.size() < HEADINGS.size()) {
      throw file.error(line, "the heading ## " + HEADINGS.get(sections.size()) + " is missing");
    }
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).isEmpty()) {
        throw file.error(line, "## " + HEADINGS.get(i) + " is empty");
      }
    }
  }

  private static List<String> items(List<String> lines) {
    return lines.stream().map(PlaybookSections::item).toList();
  }

  /// A line without the mark of a list.
  static String item(String line) {
    return line.startsWith(ITEM) ? line.substring(ITEM.length()).strip() : line;
  }
}
