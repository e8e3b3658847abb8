package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// How close a question is in meaning to each article: its rows vote.
///
/// One row that happens to be close counts less than three that are: `0.4 * best + 0.6 * mean of
/// the best three`. An article with fewer rows is not better off: a missing row counts as the best
/// one less [#PADDING].
///
/// Every row that passes the filter is compared. At a hundred thousand rows that takes more time
/// than it may; candidates from Lucene's graph, compared here, would take its place.
final class Votes {

  private static final int VOTERS = 3;
  private static final float BEST_WEIGHT = 0.4f;
  private static final float MEAN_WEIGHT = 0.6f;
  private static final float PADDING = 0.06f;

  private Votes() {}

  /// One article's result.
  ///
  /// @param similarity -1 to 1
  /// @param row the document of the closest row
  /// @param own whether the article is about certain products only
  record Vote(String article, float similarity, int row, boolean own) {}

  /// The votes of all articles with a row that passes, in no order.
  static List<Vote> of(IndexSearcher searcher, Query filter, float[] question) throws IOException {
    var weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1f);
    var votes = new ArrayList<Vote>();
    for (var leaf : searcher.getIndexReader().leaves()) {
      // the rows of an article are written together, so one leaf holds them all
      collect(leaf, weight, question, votes);
    }
    return votes;
  }

  private static void collect(
      LeafReaderContext leaf, Weight weight, float[] question, List<Vote> votes)
      throws IOException {
    var scorer = weight.scorer(leaf);
    var vectors = leaf.reader().getFloatVectorValues(Rows.VECTOR);
    var articles = leaf.reader().getSortedDocValues(Rows.ARTICLE);
    var own = leaf.reader().getNumericDocValues(Rows.OWN);
    if (scorer == null || vectors == null || articles == null || own == null) {
      return;
    }
    var live = leaf.reader().getLiveDocs();
    var similarity = vectors.scorer(question);
    var best = new Best(articles.getValueCount());
    var docs = scorer.iterator();
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if ((live == null || live.get(doc))
          && articles.advanceExact(doc)
          && own.advanceExact(doc)
          && similarity.iterator().advance(doc) == doc) {
        best.add(articles.ordValue(), cosine(similarity.score()), doc, own.longValue() == 1);
      }
    }
    for (int article = 0; article < articles.getValueCount(); article++) {
      if (best.seen(article)) {
        var id = articles.lookupOrd(article).utf8ToString();
        votes.add(
            new Vote(id, best.vote(article), leaf.docBase + best.row(article), best.own(article)));
      }
    }
  }

  /// Lucene squeezes the dot product into 0 to 1.
  private static float cosine(float score) {
    return 2 * score - 1;
  }

  /// The best rows of each article of a leaf.
  private static final class Best {
    private final float[] similarities;
    private final int[] rows;
    private final boolean[] own;

    Best(int articles) {
      similarities = new float[articles * VOTERS];
      rows = new int[articles];
      own = new boolean[articles];
      Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
    }

    void add(int article, float similarity, int row, boolean isOwn) {
      own[article] = isOwn;
      int first = article * VOTERS;
      if (similarity > similarities[first]) {
        rows[article] = row;
      }
      float moving = similarity;
      for (int i = first; i < first + VOTERS; i++) {
        if (moving > similarities[i]) {
          float out = similarities[i];
          similarities[i] = moving;
          moving = out;
        }
      }
    }

    boolean seen(int article) {
      return similarities[article * VOTERS] > Float.NEGATIVE_INFINITY;
    }

    int row(int article) {
      return rows[article];
    }

    boolean own(int article) {
      return own[article];
    }

    float vote(int article) {
      float best = similarities[article * VOTERS];
      float sum = 0;
      for (int i = 0; i < VOTERS; i++) {
        sum += Math.max(similarities[article * VOTERS + i], missing(article, i, best));
      }
      return BEST_WEIGHT * best + MEAN_WEIGHT * sum / VOTERS;
    }

    private float missing(int article, int place, float best) {
      var absent = similarities[article * VOTERS + place] == Float.NEGATIVE_INFINITY;
      return absent ? best - PADDING : Float.NEGATIVE_INFINITY;
    }
  }
}
