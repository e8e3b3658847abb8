package dev.kefu.knowledge;

import dev.kefu.base.Body;
import dev.kefu.base.Folding;
import dev.kefu.content.Windows;
import java.util.List;

/// The one way from a question to its hits: for suggestions, and for measuring how good they are.
record Lookup(ArticleIndex index, Embedder embedder, Synonyms synonyms) {

  /// Best first, one hit an article, also those too unsure to show.
  ///
  /// @param open the windows that are open at the question's moment
  List<Hit> hits(Question question, List<Windows.Window> open) {
    var folded = Folding.fold(beginning(question.text()));
    var terms = Terms.of(index.analyzer(), folded);
    var helping = Terms.of(index.analyzer(), synonyms.of(folded));
    var vector = embedder.embed(folded);
    return index.read(searcher ->
        new ArticleSearch(searcher, question, folded, open).hits(terms, helping, vector));
  }

  /// What is behind the longest message there can be does not count.
  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= Body.MAX_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Body.MAX_CODE_POINTS));
  }
}
