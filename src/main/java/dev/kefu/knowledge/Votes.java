package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.VectorUtil;

/// How close a question is in meaning to articles: an article's rows vote.
///
/// One row that happens to be close counts less than four that are, so the best four speak. An
/// article with fewer rows is not better off: a missing row counts as the best one less [#PADDING].
final class Votes {

  private static final int VOTERS = 4;
  private static final float PADDING = 0.06f;

  private final IndexSearcher searcher;
  private final Language language;
  private final float[] question;
  private final Centre centre;
  private final float share;

  Votes(IndexSearcher searcher, Language language, float[] question, Centre centre) {
    this.searcher = searcher;
    this.language = language;
    this.question = question;
    this.centre = centre;
    this.share = centre.share(question);
  }

  /// One article's result; likeness is -1 to 1.
  ///
  /// @param best of its closest row
  /// @param mean of its four closest rows
  /// @param centredBest the same as seen from the [Centre]
  /// @param row the document of the closest row
  /// @param head the document that carries the article itself
  /// @param own whether the article is about certain products only
  record Vote(
      String article,
      float best,
      float mean,
      float centredBest,
      float centredMean,
      int row,
      int head,
      boolean own) {}

  /// The votes of the articles that these rows belong to, in no order.
  List<Vote> of(Collection<Integer> rows) throws IOException {
    var votes = new ArrayList<Vote>();
    var seen = new HashSet<String>();
    for (int row : rows) {
      var leaf = Candidates.leaf(searcher, row);
      var articles = leaf.reader().getSortedDocValues(Rows.ARTICLE);
      if (articles != null && articles.advanceExact(row - leaf.docBase)) {
        var id = articles.lookupOrd(articles.ordValue()).utf8ToString();
        if (seen.add(id)) {
          add(id, leaf, votes);
        }
      }
    }
    return votes;
  }

  /// The rows of an article are written together, so one leaf holds them all, the head last.
  private void add(String article, LeafReaderContext leaf, List<Vote> votes) throws IOException {
    var docs = leaf.reader().postings(new Term(Rows.ARTICLE, article), PostingsEnum.NONE);
    var vectors = leaf.reader().getFloatVectorValues(language.field());
    var own = leaf.reader().getNumericDocValues(Rows.OWN);
    if (docs == null || vectors == null || own == null) {
      return;
    }
    var live = leaf.reader().getLiveDocs();
    var places = vectors.iterator();
    var voters = new Voters();
    boolean isOwn = false;
    int head = -1;
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (live == null || live.get(doc)) {
        head = leaf.docBase + doc;
        if ((places.docID() < doc ? places.advance(doc) : places.docID()) == doc) {
          isOwn = own.advanceExact(doc) && own.longValue() == 1;
          voters.hear(vectors.vectorValue(places.index()), leaf.docBase + doc);
        }
      }
    }
    if (voters.row >= 0) {
      votes.add(voters.vote(article, head, isOwn));
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
      insert(centre.cosine(alike, share, centre.share(vector)), centred);
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

    Vote vote(String article, int head, boolean own) {
      return new Vote(
          article, likeness[0], mean(likeness), centred[0], mean(centred), row, head, own);
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
