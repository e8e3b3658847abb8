package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// The rows that are closest in meaning, whose articles are worth a vote.
///
/// Few rows are all compared. Of many, Lucene's graph tells the closest: of a hundred it gives 99
/// that comparing all would have given.
final class Candidates {

  /// How many rows; about twenty articles.
  static final int ROWS = 100;

  /// Up to so many comparing all takes less than a millisecond or two.
  private static final int FEW = 10_000;

  private Candidates() {}

  /// Documents, in no order.
  static List<Integer> of(IndexSearcher searcher, Query filter, Language language, float[] question)
      throws IOException {
    var field = language.field();
    if (searcher.getIndexReader().maxDoc() <= FEW) {
      return compareAll(searcher, filter, field, question);
    }
    var found = new ArrayList<Integer>();
    var query = new KnnFloatVectorQuery(field, question, ROWS, filter);
    for (var row : searcher.search(query, ROWS).scoreDocs) {
      found.add(row.doc);
    }
    return found;
  }

  private record Row(int doc, float likeness) {}

  private static List<Integer> compareAll(
      IndexSearcher searcher, Query filter, String field, float[] question) throws IOException {
    var weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1f);
    var best = new PriorityQueue<Row>(ROWS + 1, Comparator.comparingDouble(Row::likeness));
    for (var leaf : searcher.getIndexReader().leaves()) {
      compareAll(leaf, weight, field, question, best);
    }
    var found = new ArrayList<Integer>();
    for (var row : best) {
      found.add(row.doc());
    }
    return found;
  }

  private static void compareAll(
      LeafReaderContext leaf,
      Weight weight,
      String field,
      float[] question,
      PriorityQueue<Row> best)
      throws IOException {
    var scorer = weight.scorer(leaf);
    var vectors = leaf.reader().getFloatVectorValues(field);
    if (scorer == null || vectors == null) {
      return;
    }
    var live = leaf.reader().getLiveDocs();
    var likeness = vectors.scorer(question);
    var docs = scorer.iterator();
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      var row = likeness.iterator();
      if ((live == null || live.get(doc))
          && (row.docID() >= doc ? row.docID() : row.advance(doc)) == doc) {
        best.add(new Row(leaf.docBase + doc, likeness.score()));
        if (best.size() > ROWS) {
          best.remove();
        }
      }
    }
  }

  /// Where a document lies.
  static LeafReaderContext leaf(IndexSearcher searcher, int doc) {
    var leaves = searcher.getIndexReader().leaves();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }
}
