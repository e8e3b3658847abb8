package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Emergency answers: while one holds, it wins over everything else that a question with one of its
/// words would find.
final class Emergencies {

  /// How many may be in force or to come; more would be nobody's emergency.
  static final int MOST = 10;

  private Emergencies() {}

  /// The hits, behind the emergency answer that the question calls for, if it calls for one.
  ///
  /// @param folded the question's text
  /// @param open the windows that are open at the question's moment
  static List<Hit> before(
      List<Hit> hits,
      IndexSearcher searcher,
      Question question,
      String folded,
      List<Windows.Window> open)
      throws IOException {
    var called = called(searcher, question, folded, open);
    if (called.isEmpty()) {
      return hits;
    }
    var first = called.get();
    var all = new ArrayList<Hit>();
    all.add(first);
    hits.stream().filter(hit -> !hit.article().equals(first.article())).forEach(all::add);
    return all.subList(0, Math.min(all.size(), question.limit()));
  }

  private static Optional<Hit> called(
      IndexSearcher searcher, Question question, String folded, List<Windows.Window> open)
      throws IOException {
    var rows = searcher.search(new TermQuery(new Term(Rows.EMERGENCY, Rows.YES)), MOST * 2);
    @Nullable Hit best = null;
    for (var row : rows.scoreDocs) {
      var stored = searcher.storedFields().document(row.doc);
      var fields = StoredFields.read(stored.get(Rows.BODY));
      var word = word(fields, folded);
      if (word != null
          && holds(fields, question, open)
          && (best == null || word.length() > best.matched().length())) {
        best =
            hit(
                stored.get(Rows.ID),
                stored.getField(Rows.VERSION).numericValue().intValue(),
                fields,
                question,
                open,
                word);
      }
    }
    return Optional.ofNullable(best);
  }

  /// The longest of its words that stands in the question; null for none.
  private static @Nullable String word(ArticleFields fields, String folded) {
    return fields.emergency().stream()
        .filter(word -> folded.contains(Folding.fold(word)))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse(null);
  }

  private static boolean holds(ArticleFields fields, Question question, List<Windows.Window> open) {
    var at = question.at();
    var from = fields.validFrom();
    var until = fields.validUntil();
    var inTime = (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
    var window = fields.window();
    var inWindow = window == null || open.stream().anyMatch(w -> w.name().equals(window));
    var rightStage =
        question.stage() == null
            || fields.stage() == ArticleStage.ANY
            || fields.stage().name().equals(question.stage().name());
    var skus = fields.skus();
    var rightProduct = skus.isEmpty() || question.isAbout(skus);
    var ruledOut =
        fields.negative().stream()
            .map(Folding::fold)
            .anyMatch(Folding.fold(question.text())::contains);
    return inTime && inWindow && rightStage && rightProduct && !ruledOut;
  }

  private static Hit hit(
      String id,
      int version,
      ArticleFields fields,
      Question question,
      List<Windows.Window> open,
      String word) {
    var ends = ArticleLife.endOf(fields, new Windows(open));
    return new Hit(
        id,
        version,
        fields.question(),
        fields.answerTo(question),
        fields.category(),
        fields.risk(),
        fields.escalate(),
        fields.tags(),
        ends,
        1,
        Confidence.HIGH,
        word);
  }
}
