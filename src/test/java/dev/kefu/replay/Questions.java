package dev.kefu.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Real questions, with what answers them.
final class Questions {

  /// @param articles ids of the articles that answer it; none when no article does
  record Asked(String id, String text, Set<String> articles) {

    boolean answerable() {
      return !articles.isEmpty();
    }
  }

  /// @param similar other wordings
  record Faq(String id, String category, String question, List<String> similar, String answer) {

    String article() {
      return articleId(id);
    }
  }

  private Questions() {}

  /// Lines of id, message, ids of the answers separated by commas.
  static List<Asked> asked(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t", -1))
        .map(row -> new Asked(row[0], row[1], articles(row.length > 2 ? row[2] : "")))
        .toList();
  }

  /// Lines of id, category, question, variants separated by `|`, answer.
  static List<Faq> faqs(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.split("\t", -1))
        .map(row -> new Faq(row[0], row[1], row[2], List.of(row[3].split("\\|", -1)), row[4]))
        .toList();
  }

  private static Set<String> articles(String ids) {
    return ids.isBlank()
        ? Set.of()
        : Set.copyOf(
            List.of(ids.strip().split(",", -1)).stream().map(Questions::articleId).toList());
  }

  private static String articleId(String id) {
    return "kb_" + id.strip().toLowerCase(java.util.Locale.ROOT);
  }
}
