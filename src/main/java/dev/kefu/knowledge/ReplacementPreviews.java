package dev.kefu.knowledge;

import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// What replacing words would do to an article, text by text. Stores nothing.
@Component
class ReplacementPreviews {

  /// Texts of one article that are told; [Preview#times] counts all.
  static final int MOST_PLACES = 20;

  private final WordDiff diff;
  private final Findings findings;

  ReplacementPreviews(WordDiff diff, Findings findings) {
    this.diff = diff;
    this.findings = findings;
  }

  /// @param times how often the words were found
  /// @param places each text that changes, word by word; the first [#MOST_PLACES]
  /// @param findings what nobody had to look at twice before, and has to now
  record Preview(int times, List<WordDiff.FieldDiff> places, List<Lint.Finding> findings) {}

  Preview of(Replacement replacement, ArticleFields fields) {
    var outcome = replacement.on(fields);
    var changes = outcome.changes().stream().limit(MOST_PLACES).toList();
    return new Preview(outcome.times(), diff.of(changes), fresh(fields, outcome.fields()));
  }

  private List<Lint.Finding> fresh(ArticleFields before, ArticleFields after) {
    var known = new HashSet<>(findings.of(before));
    return findings.of(after).stream().filter(finding -> !known.contains(finding)).toList();
  }
}
