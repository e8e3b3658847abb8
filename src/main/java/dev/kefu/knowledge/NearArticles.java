package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The published articles that an article is most like: doubles, and those that say something else
/// of the same thing.
@Component
class NearArticles {

  private static final int SHOWN = 3;
  private static final int ROWS = 50;

  /// Of many wordings the first are compared.
  private static final int WORDINGS = 6;

  private final IndexFollower follower;
  private final Embedder embedder;
  private final ShopProfile shop;
  private final Distinct distinct;
  private final Clock clock;

  NearArticles(
      IndexFollower follower, Embedder embedder, ShopProfile shop, Distinct distinct, Clock clock) {
    this.follower = follower;
    this.embedder = embedder;
    this.shop = shop;
    this.distinct = distinct;
    this.clock = clock;
  }

  /// How like two wordings are, by the cosine of their vectors. The bounds were measured on the
  /// shop's own articles: docs/benchmarks.md.
  enum Band {
    /// The same question in other words.
    SAME(0.88),
    /// The same topic.
    CLOSE(0.80),
    FAR(-1);

    final double from;

    Band(double from) {
      this.from = from;
    }

    static Band of(double similarity) {
      return similarity >= SAME.from ? SAME : similarity >= CLOSE.from ? CLOSE : FAR;
    }
  }

  /// @param question its standard question
  /// @param wording the closest of its wordings
  /// @param similarity -1 to 1
  /// @param contradicts whether the answers give different numbers of the same thing, and may both
  ///   be given to the same shopper
  /// @param distinct whether somebody has marked that as meant
  record Neighbour(
      String article,
      String question,
      String wording,
      double similarity,
      Band band,
      boolean contradicts,
      boolean distinct) {

    /// Whether nothing may be published beside it until somebody has looked.
    boolean blocks() {
      return contradicts && !distinct;
    }
  }

  /// The nearest three, closest first.
  ///
  /// @param id of the article itself; null for one that is not stored yet
  List<Neighbour> of(@Nullable String id, ArticleFields fields) {
    var index = follower.index();
    if (index == null) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "知识库还没有准备好，请稍后重试");
    }
    var vectors = new LinkedHashMap<Sentence, float[]>();
    sentences(fields).forEach(s -> vectors.put(s, embedder.embed(s)));
    var apart = id == null ? Set.<String>of() : distinct.from(id);
    var moment = new Moment(shop.windows(), clock.instant());
    return index.read(searcher -> {
      var closest = new HashMap<String, Close>();
      for (var wording : vectors.entrySet()) {
        var field = wording.getKey().language().field();
        collect(searcher, field, wording.getValue(), id, closest);
      }
      var near = new ArrayList<Neighbour>();
      for (var close : sorted(closest)) {
        near.add(neighbour(searcher, close, fields, apart, moment));
      }
      return near;
    });
  }

  private List<Sentence> sentences(ArticleFields fields) {
    var texts = new LinkedHashSet<String>();
    texts.add(Folding.fold(fields.question()));
    fields.similar().forEach(wording -> texts.add(Folding.fold(wording)));
    return texts.stream()
        .filter(text -> !text.isBlank())
        .limit(WORDINGS)
        .map(text -> Rows.sentence(text, fields))
        .toList();
  }

  private record Close(String article, int row, double similarity) {}

  private static void collect(
      IndexSearcher searcher,
      String field,
      float[] vector,
      @Nullable String self,
      Map<String, Close> closest)
      throws IOException {
    var query = new KnnFloatVectorQuery(field, vector, ROWS, wordingsOfOthers(self));
    for (var hit : searcher.search(query, ROWS).scoreDocs) {
      var article = article(searcher, hit.doc);
      var close = new Close(article, hit.doc, similarity(searcher, field, hit.doc, vector));
      closest.merge(article, close, (a, b) -> a.similarity() >= b.similarity() ? a : b);
    }
  }

  /// By the whole vector: what the graph tells is rounded.
  private static double similarity(IndexSearcher searcher, String field, int row, float[] vector)
      throws IOException {
    var leaf = Candidates.leaf(searcher, row);
    var vectors = leaf.reader().getFloatVectorValues(field);
    var place = vectors.iterator();
    place.advance(row - leaf.docBase);
    return VectorUtil.dotProduct(vector, vectors.vectorValue(place.index()));
  }

  /// The rows of wordings carry text, that of question and answer does not.
  private static Query wordingsOfOthers(@Nullable String self) {
    var query = new BooleanQuery.Builder().add(new FieldExistsQuery(Rows.TEXT), Occur.FILTER);
    if (self != null) {
      query.add(new TermQuery(new Term(Rows.ARTICLE, self)), Occur.MUST_NOT);
    }
    return query.build();
  }

  private static String article(IndexSearcher searcher, int row) throws IOException {
    var leaf = Candidates.leaf(searcher, row);
    var articles = leaf.reader().getSortedDocValues(Rows.ARTICLE);
    if (articles != null && articles.advanceExact(row - leaf.docBase)) {
      return articles.lookupOrd(articles.ordValue()).utf8ToString();
    }
    throw new IllegalStateException("A row belongs to no article");
  }

  private static List<Close> sorted(Map<String, Close> closest) {
    return closest.values().stream()
        .sorted(
            Comparator.comparingDouble(Close::similarity).reversed().thenComparing(Close::article))
        .limit(SHOWN)
        .toList();
  }

  private static Neighbour neighbour(
      IndexSearcher searcher, Close close, ArticleFields mine, Set<String> apart, Moment moment)
      throws IOException {
    var heads = searcher.search(new TermQuery(new Term(Rows.HEAD, close.article())), 1).scoreDocs;
    var theirs = StoredFields.read(searcher.storedFields().document(heads[0].doc).get(Rows.BODY));
    var wording = searcher.storedFields().document(close.row(), Set.of(Rows.WORDING));
    var band = Band.of(close.similarity());
    return new Neighbour(
        close.article(),
        theirs.question(),
        Objects.toString(wording.get(Rows.WORDING), ""),
        close.similarity(),
        band,
        band != Band.FAR
            && meet(mine, theirs, moment)
            && Figures.contradict(mine.answer(), theirs.answer()),
        apart.contains(close.article()));
  }

  private record Moment(Windows windows, Instant now) {}

  /// Whether the same shopper may get both at the same moment, now or later.
  private static boolean meet(ArticleFields one, ArticleFields other, Moment moment) {
    var stages =
        one.stage() == ArticleStage.ANY
            || other.stage() == ArticleStage.ANY
            || one.stage() == other.stage();
    var products =
        one.skus().isEmpty()
            || other.skus().isEmpty()
            || one.skus().stream().anyMatch(other.skus()::contains);
    // an emergency is meant to say something else for a while
    var everyday = one.emergency().isEmpty() && other.emergency().isEmpty();
    return stages
        && products
        && everyday
        && begins(one, moment).isBefore(ends(other, moment))
        && begins(other, moment).isBefore(ends(one, moment));
  }

  private static Instant begins(ArticleFields fields, Moment moment) {
    var own = fields.validFrom() == null ? moment.now() : fields.validFrom();
    var window =
        fields.window() == null
            ? moment.now()
            : moment.windows().find(fields.window()).map(Windows.Window::from).orElse(own);
    var later = own.isAfter(window) ? own : window;
    return later.isAfter(moment.now()) ? later : moment.now();
  }

  private static Instant ends(ArticleFields fields, Moment moment) {
    var ends = ArticleLife.endOf(fields, moment.windows());
    return ends == null ? Instant.MAX : ends;
  }
}
