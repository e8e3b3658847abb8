package dev.kefu.assist;

import java.util.List;
import java.util.stream.Collectors;

/// Writes `quick-replies.yaml` as [HelpFiles] reads it; the same replies give the same bytes.
final class QuickReplyFile {

  private QuickReplyFile() {}

  static String write(List<QuickReply> replies) {
    return replies.stream().map(QuickReplyFile::line).collect(Collectors.joining());
  }

  private static String line(QuickReply reply) {
    return "- {code: %s, title: %s, text: %s, stage: %s}\n"
        .formatted(
            quoted(reply.code()), quoted(reply.title()), quoted(reply.text()), reply.stage());
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  /// What cannot be seen is written by its number: YAML knows no other way for some of it.
  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').appendCodePoint(c);
      case '\n' -> out.append("\\n");
      default -> {
        if (isSeen(c)) {
          out.appendCodePoint(c);
        } else {
          out.append("\\U%08X".formatted(c));
        }
      }
    }
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
