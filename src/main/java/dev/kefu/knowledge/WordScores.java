package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/// How many of a question's words an article has, rare words counting more: BM25 of its best row as
/// a share of what the question's terms weigh together, 0 to 1.
///
/// Words that mean the same are looked for too and count as what they are; they add nothing to what
/// the question weighs, so a question is never worse off for having synonyms.
final class WordScores {

  /// Articles whose rows are behind these have few of the words; they count as having none.
  private static final int ROWS = 200;

  /// The articles of so many rows are worth a vote whatever the whole means.
  private static final int FIRST = 50;

  private final Map<String, Float> scores = new HashMap<>();
  private final List<Integer> rows = new ArrayList<>();

  private WordScores() {}

  /// 0 when it has none of them.
  float of(String article) {
    return scores.getOrDefault(article, 0f);
  }

  /// The documents with the most of them, best first.
  List<Integer> rows() {
    return rows.subList(0, Math.min(FIRST, rows.size()));
  }

  /// @param terms the question's own
  /// @param helping those of words that mean the same
  static WordScores of(
      IndexSearcher searcher, Allowed allowed, Set<String> terms, Set<String> helping)
      throws IOException {
    var words = new WordScores();
    double weight = weight(searcher, terms);
    if (!terms.isEmpty() && weight > 0) {
      var all = new LinkedHashSet<>(terms);
      all.addAll(helping);
      for (var row : searcher.search(query(allowed, all), ROWS).scoreDocs) {
        words.add(row, weight, searcher);
      }
    }
    return words;
  }

  private void add(ScoreDoc row, double weight, IndexSearcher searcher) throws IOException {
    var leaf = Candidates.leaf(searcher, row.doc);
    var articles = leaf.reader().getSortedDocValues(Rows.ARTICLE);
    if (articles != null && articles.advanceExact(row.doc - leaf.docBase)) {
      var id = articles.lookupOrd(articles.ordValue()).utf8ToString();
      scores.merge(id, (float) Math.min(1, row.score / weight), Math::max);
      rows.add(row.doc);
    }
  }

  private static Query query(Allowed allowed, Set<String> terms) {
    var query =
        new BooleanQuery.Builder().add(allowed, Occur.FILTER).setMinimumNumberShouldMatch(1);
    terms.forEach(t -> query.add(new TermQuery(new Term(Rows.TEXT, t)), Occur.SHOULD));
    return query.build();
  }

  /// The sum of the terms' inverse document frequencies, as BM25 counts them.
  private static double weight(IndexSearcher searcher, Set<String> terms) throws IOException {
    var reader = searcher.getIndexReader();
    long rows = reader.getDocCount(Rows.TEXT);
    double weight = 0;
    for (var term : terms) {
      long having = reader.docFreq(new Term(Rows.TEXT, term));
      weight += Math.log(1 + (rows - having + 0.5) / (having + 0.5));
    }
    return weight;
  }
}
