package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/// The rows of one state of an index that may answer a question, a bit each.
final class Allowed {

  /// By the leaf's place.
  private final List<FixedBitSet> leaves;

  private Allowed(List<FixedBitSet> leaves) {
    this.leaves = leaves;
  }

  static Allowed of(IndexSearcher searcher, Query query) throws IOException {
    var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
    var leaves = new ArrayList<FixedBitSet>();
    for (var leaf : searcher.getIndexReader().leaves()) {
      var rows = new FixedBitSet(leaf.reader().maxDoc());
      var scorer = weight.scorer(leaf);
      if (scorer != null) {
        rows.or(scorer.iterator());
      }
      var live = leaf.reader().getLiveDocs();
      if (live != null) {
        live.applyMask(rows, 0);
      }
      leaves.add(rows);
    }
    return new Allowed(leaves);
  }

  /// Not to be changed.
  FixedBitSet in(LeafReaderContext leaf) {
    return leaves.get(leaf.ord);
  }

  DocIdSetIterator rows(LeafReaderContext leaf) {
    var rows = in(leaf);
    return new BitSetIterator(rows, rows.cardinality());
  }
}
