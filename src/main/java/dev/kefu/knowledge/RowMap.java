package dev.kefu.knowledge;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/// Which article each row of one state of an index belongs to, and where its rows are: they are
/// written together, so they lie side by side, the head last. In this state an article is a number.
final class RowMap {

  /// The article of each document.
  private final int[] articles;

  /// The first document of each article, and behind the last one where all end.
  private int[] first = new int[64];

  private final FixedBitSet own;
  private int count;

  private RowMap(int rows) {
    articles = new int[rows];
    own = new FixedBitSet(rows + 1);
  }

  static RowMap of(IndexReader reader) throws IOException {
    var map = new RowMap(reader.maxDoc());
    for (var leaf : reader.leaves()) {
      map.add(leaf);
    }
    map.begin(reader.maxDoc());
    return map;
  }

  private void add(LeafReaderContext leaf) throws IOException {
    var ids = leaf.reader().getSortedDocValues(Rows.ARTICLE);
    var ownings = leaf.reader().getNumericDocValues(Rows.OWN);
    if (ids == null || ownings == null) {
      return;
    }
    int last = -1;
    for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
      int row = leaf.docBase + doc;
      if (ids.ordValue() != last) {
        last = ids.ordValue();
        begin(row);
        count++;
        if (ownings.advanceExact(doc) && ownings.longValue() == 1) {
          own.set(count - 1);
        }
      }
      articles[row] = count - 1;
    }
  }

  private void begin(int row) {
    if (count == first.length) {
      first = Arrays.copyOf(first, 2 * count);
    }
    first[count] = row;
  }

  int article(int row) {
    return articles[row];
  }

  int firstRow(int article) {
    return first[article];
  }

  /// The row that carries the article itself.
  int head(int article) {
    return first[article + 1] - 1;
  }

  /// Whether the article is about certain products only.
  boolean isOwn(int article) {
    return own.get(article);
  }
}
