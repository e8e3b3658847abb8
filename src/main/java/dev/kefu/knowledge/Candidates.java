package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnCollectorManager;

/// The rows that are closest in meaning, whose articles are worth a vote.
///
/// Few rows are all compared. Of many, Lucene's graph tells the closest.
final class Candidates {

  /// How many rows; about twenty articles.
  static final int ROWS = 100;

  /// So many are kept in sight on the way through the graph: the more, the fewer of the closest
  /// rows are missed.
  private static final int IN_SIGHT = 200;

  /// Up to so many comparing all takes less than a millisecond or two.
  static final int FEW = 10_000;

  private Candidates() {}

  /// Documents, in no order.
  static List<Integer> of(
      IndexSearcher searcher, Allowed allowed, Language language, float[] question)
      throws IOException {
    return searcher.getIndexReader().maxDoc() <= FEW
        ? byComparing(searcher, allowed, language.field(), question)
        : byGraph(searcher, allowed, language.field(), question);
  }

  static List<Integer> byGraph(
      IndexSearcher searcher, Allowed allowed, String field, float[] question) throws IOException {
    var found = new ArrayList<Integer>();
    for (var row : searcher.search(new Nearest(field, question, allowed), ROWS).scoreDocs) {
      found.add(row.doc);
    }
    return found;
  }

  /// By the graph. It is told which rows count as they are known already, a bit each; of itself it
  /// would ask the filter anew, row by row.
  private static final class Nearest extends KnnFloatVectorQuery {
    private final Allowed allowed;

    Nearest(String field, float[] question, Allowed allowed) {
      super(field, question, IN_SIGHT);
      this.allowed = allowed;
    }

    @Override
    protected TopDocs approximateSearch(
        LeafReaderContext leaf, AcceptDocs all, int most, KnnCollectorManager collectors)
        throws IOException {
      var rows = allowed.in(leaf);
      // where few rows of many count, going through the graph is longer than comparing them
      var found =
          super.approximateSearch(
              leaf,
              AcceptDocs.fromLiveDocs(rows, rows.length()),
              rows.cardinality() + 1,
              collectors);
      return found.totalHits.relation() == TotalHits.Relation.EQUAL_TO
          ? found
          : exactSearch(leaf, allowed.rows(leaf), null);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private record Row(int doc, float likeness) {}

  static List<Integer> byComparing(
      IndexSearcher searcher, Allowed allowed, String field, float[] question) throws IOException {
    var best = new PriorityQueue<Row>(ROWS + 1, Comparator.comparingDouble(Row::likeness));
    for (var leaf : searcher.getIndexReader().leaves()) {
      compareAll(leaf, allowed.rows(leaf), field, question, best);
    }
    var found = new ArrayList<Integer>();
    for (var row : best) {
      found.add(row.doc());
    }
    return found;
  }

  private static void compareAll(
      LeafReaderContext leaf,
      DocIdSetIterator docs,
      String field,
      float[] question,
      PriorityQueue<Row> best)
      throws IOException {
    var vectors = leaf.reader().getFloatVectorValues(field);
    if (vectors == null) {
      return;
    }
    // by the whole vectors, not by those of eight bits
    var likeness = vectors.rescorer(question);
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      var row = likeness.iterator();
      if ((row.docID() >= doc ? row.docID() : row.advance(doc)) == doc) {
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
