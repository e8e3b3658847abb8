package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// How close a question is in meaning to articles: an article's rows vote.
///
/// One row that happens to be close counts less than four that are, so the best four speak. An
/// article with fewer rows is not better off: a missing row counts as the best one less [#PADDING].
final class Votes {

  private static final int VOTERS = 4;
  private static final float PADDING = 0.06f;

  private final IndexSearcher searcher;
  private final RowMap map;
  private final Language language;
  private final float[] question;
  private final Centre centre;
  private final float share;

  /// @param map of what is searched
  Votes(IndexSearcher searcher, RowMap map, Language language, float[] question, Centre centre) {
    this.searcher = searcher;
    this.map = map;
    this.language = language;
    this.question = question;
    this.centre = centre;
    this.share = centre.share(question);
  }

  /// One article's result; likeness is -1 to 1.
  ///
  /// @param article its number in the [RowMap]
  /// @param best of its closest row
  /// @param mean of its four closest rows
  /// @param centredBest the same as seen from the [Centre]
  /// @param row the document of the closest row
  record Vote(int article, float best, float mean, float centredBest, float centredMean, int row) {}

  /// The votes of the articles that these rows belong to, in their order.
  ///
  /// @param rows that are not deleted
  List<Vote> of(Collection<Integer> rows) throws IOException {
    var articles = rows.stream().mapToInt(map::article).sorted().distinct().toArray();
    var votes = new ArrayList<Vote>();
    int next = 0;
    while (next < articles.length) {
      var leaf = Candidates.leaf(searcher, map.firstRow(articles[next]));
      int end = leaf.docBase + leaf.reader().maxDoc();
      int from = next;
      while (next < articles.length && map.firstRow(articles[next]) < end) {
        next++;
      }
      var vectors = leaf.reader().getFloatVectorValues(language.field());
      if (vectors != null) {
        new Ballot(leaf, vectors).hear(Arrays.copyOfRange(articles, from, next), votes);
      }
    }
    return votes;
  }

  /// The rows of one leaf, gone through forward.
  private final class Ballot {
    private final int base;
    private final @Nullable Bits live;
    private final FloatVectorValues vectors;
    private final KnnVectorValues.DocIndexIterator places;

    Ballot(LeafReaderContext leaf, FloatVectorValues vectors) {
      this.base = leaf.docBase;
      this.live = leaf.reader().getLiveDocs();
      this.vectors = vectors;
      this.places = vectors.iterator();
    }

    /// @param articles of this leaf, in order
    void hear(int[] articles, List<Vote> votes) throws IOException {
      for (int article : articles) {
        var voters = new Voters();
        int head = map.head(article) - base;
        for (int doc = from(map.firstRow(article) - base); doc <= head; doc = from(doc + 1)) {
          if (live == null || live.get(doc)) {
            voters.hear(vectors.vectorValue(places.index()), base + doc);
          }
        }
        if (voters.row >= 0) {
          votes.add(voters.vote(article));
        }
      }
    }

    /// The first document from there on that has a vector.
    private int from(int doc) throws IOException {
      return places.docID() < doc ? places.advance(doc) : places.docID();
    }
  }

  /// The closest rows of one article.
  private final class Voters {
    private final float[] likeness = new float[VOTERS];
    private final float[] centred = new float[VOTERS];
    private int row = -1;

    Voters() {
      Arrays.fill(likeness, Float.NEGATIVE_INFINITY);
      Arrays.fill(centred, Float.NEGATIVE_INFINITY);
    }

    void hear(float[] vector, int doc) {
      float alike = VectorUtil.dotProduct(question, vector);
      if (alike > likeness[0]) {
        row = doc;
      }
      insert(alike, likeness);
      insert(centre.cosine(alike, share, centre.share(doc, vector)), centred);
    }

    private static void insert(float value, float[] best) {
      float moving = value;
      for (int i = 0; i < best.length; i++) {
        if (moving > best[i]) {
          float out = best[i];
          best[i] = moving;
          moving = out;
        }
      }
    }

    Vote vote(int article) {
      return new Vote(article, likeness[0], mean(likeness), centred[0], mean(centred), row);
    }

    private static float mean(float[] best) {
      float sum = 0;
      for (float value : best) {
        sum += value == Float.NEGATIVE_INFINITY ? best[0] - PADDING : value;
      }
      return sum / best.length;
    }
  }
}
