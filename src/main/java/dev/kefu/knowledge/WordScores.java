package dev.kefu.knowledge;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// How many of a question's words an article has, rare words counting more: BM25 of its best row as
/// a share of what the question's terms weigh together, 0 to 1.
///
/// Words that mean the same are looked for too and count as what they are; they add nothing to what
/// the question weighs, so a question is never worse off for having synonyms.
final class WordScores {

  /// Articles whose rows are behind these have few of the words; they count as having none.
  private static final int ROWS = 200;

  private WordScores() {}

  /// @param terms the question's own
  /// @param helping those of words that mean the same
  static Map<String, Float> of(
      IndexSearcher searcher, Query filter, Set<String> terms, Set<String> helping)
      throws IOException {
    var scores = new HashMap<String, Float>();
    double weight = weight(searcher, terms);
    if (terms.isEmpty() || weight == 0) {
      return scores;
    }
    var all = new LinkedHashSet<>(terms);
    all.addAll(helping);
    for (var row : searcher.search(query(filter, all), ROWS).scoreDocs) {
      var leaves = searcher.getIndexReader().leaves();
      var leaf = leaves.get(ReaderUtil.subIndex(row.doc, leaves));
      var articles = leaf.reader().getSortedDocValues(Rows.ARTICLE);
      if (articles != null && articles.advanceExact(row.doc - leaf.docBase)) {
        var id = articles.lookupOrd(articles.ordValue()).utf8ToString();
        scores.merge(id, (float) Math.min(1, row.score / weight), Math::max);
      }
    }
    return scores;
  }

  private static Query query(Query filter, Set<String> terms) {
    var query = new BooleanQuery.Builder().add(filter, Occur.FILTER).setMinimumNumberShouldMatch(1);
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
