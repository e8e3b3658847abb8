package dev.kefu.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes a list of answers as a knowledge folder a server can start from.
final class KnowledgeFolder {

  private KnowledgeFolder() {}

  /// A wording that two answers share is kept by the first.
  static void write(List<Questions.Faq> faqs, Path folder) throws IOException {
    var articles = Files.createDirectories(folder.resolve("faq"));
    var taken = new HashSet<String>();
    faqs.forEach(faq -> taken.add(faq.question()));
    for (var faq : faqs) {
      Files.writeString(articles.resolve(faq.article() + ".md"), article(faq, taken));
    }
  }

  private static String article(Questions.Faq faq, Set<String> taken) {
    var similar =
        faq.similar().stream()
            .map(String::strip)
            .filter(wording -> !wording.isEmpty() && taken.add(wording))
            .map(Json::quote)
            .toList();
    return """
    ---
    id: %s
    question: %s
    similar: [%s]
    negative: []
    category: %s
    stage: any
    skus: []
    risk: low
    owner: editor
    tags: []
    escalate: false
    status: published
    ---
    %s
    """
        .formatted(
            faq.article(),
            Json.quote(faq.question()),
            String.join(", ", similar),
            Json.quote(faq.category()),
            faq.answer());
  }
}
