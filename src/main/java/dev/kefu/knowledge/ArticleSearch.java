package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.base.Stage;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// One question against the index: meaning and words, weighed together.
///
/// The form and its weights are those of `docs/decisions/0013-search-by-meaning-and-words.md`.
final class ArticleSearch {

  private static final double MEANING_WEIGHT = 0.8;
  private static final double WORDS_WEIGHT = 0.2;

  /// What an article of the product in focus is ahead of an equally good one of the whole shop.
  private static final double OWN_LEAD = 0.03;

  private final IndexSearcher searcher;
  private final Question question;
  private final String folded;
  private final List<Windows.Window> open;
  private final Query filter;

  /// @param folded the question's text
  /// @param open the windows that are open at the question's moment
  ArticleSearch(
      IndexSearcher searcher, Question question, String folded, List<Windows.Window> open) {
    this.searcher = searcher;
    this.question = question;
    this.folded = folded;
    this.open = open;
    this.filter = filter(question, open);
  }

  private record Candidate(Votes.Vote vote, double score) {}

  private record Found(Published article, Candidate candidate) {}

  /// @param terms the question's
  /// @param helping those of words that mean the same
  /// @param vector the question's
  List<Hit> hits(Set<String> terms, Set<String> helping, float[] vector) throws IOException {
    var words = WordScores.of(searcher, filter, terms, helping);
    var candidates = new ArrayList<Candidate>();
    for (var vote : Votes.of(searcher, filter, vector)) {
      candidates.add(new Candidate(vote, score(vote, words)));
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(c -> c.vote().article()));
    return hits(candidates);
  }

  /// Reads the best ones that are not ruled out, and one more, which says how far the last one
  /// leads.
  private List<Hit> hits(List<Candidate> candidates) throws IOException {
    var found = new ArrayList<Found>();
    for (var candidate : candidates) {
      if (found.size() > question.limit()) {
        break;
      }
      var article = read(candidate.vote().article());
      if (!isRuledOut(article.fields())) {
        found.add(new Found(article, candidate));
      }
    }
    var hits = new ArrayList<Hit>();
    for (int i = 0; i < Math.min(found.size(), question.limit()); i++) {
      double next = i + 1 < found.size() ? found.get(i + 1).candidate().score() : 0;
      hits.add(hit(found.get(i), next, found.getFirst().candidate().score()));
    }
    return hits;
  }

  private static double score(Votes.Vote vote, Map<String, Float> words) {
    var score =
        MEANING_WEIGHT * vote.similarity()
            + WORDS_WEIGHT * words.getOrDefault(vote.article(), 0f)
            + (vote.own() ? OWN_LEAD : 0);
    return Math.clamp(score, 0, 1);
  }

  private boolean isRuledOut(ArticleFields fields) {
    return fields.negative().stream()
        .map(Folding::fold)
        .anyMatch(word -> !word.isEmpty() && folded.contains(word));
  }

  private Published read(String id) throws IOException {
    var head = searcher.search(new TermQuery(new Term(Rows.HEAD, id)), 1).scoreDocs[0].doc;
    var row = searcher.storedFields().document(head);
    return new Published(
        id,
        row.getField(Rows.VERSION).numericValue().longValue(),
        StoredFields.read(row.get(Rows.BODY)));
  }

  private Hit hit(Found found, double nextScore, double bestScore) throws IOException {
    var article = found.article();
    var candidate = found.candidate();
    var fields = article.fields();
    var row = searcher.storedFields().document(candidate.vote().row(), Set.of(Rows.WORDING));
    return new Hit(
        article.id(),
        Math.toIntExact(article.version()),
        fields.question(),
        fields.answerTo(question),
        fields.category(),
        fields.risk(),
        fields.escalate(),
        fields.tags(),
        validUntil(fields),
        candidate.score(),
        Confidence.of(candidate.score(), candidate.score() - nextScore, bestScore),
        row.get(Rows.WORDING));
  }

  /// The end of its own validity or of its window, whichever comes first.
  private @Nullable Instant validUntil(ArticleFields fields) {
    var own = fields.validUntil();
    return open.stream()
        .filter(w -> w.name().equals(fields.window()))
        .map(Windows.Window::until)
        .filter(end -> own == null || end.isBefore(own))
        .findFirst()
        .orElse(own);
  }

  private static Query filter(Question question, List<Windows.Window> open) {
    var all = new BooleanQuery.Builder();
    all.add(holdsAt(question.at()), Occur.FILTER);
    all.add(
        anyOf(Rows.WINDOW, withUnbound(open.stream().map(Windows.Window::name).toList())),
        Occur.FILTER);
    all.add(anyOf(Rows.SKU, withUnbound(products(question))), Occur.FILTER);
    if (question.stage() != null) {
      all.add(anyOf(Rows.STAGE, stages(question.stage())), Occur.FILTER);
    }
    return all.build();
  }

  private static Query holdsAt(Instant at) {
    long now = at.toEpochMilli();
    return new BooleanQuery.Builder()
        .add(LongField.newRangeQuery(Rows.FROM, Long.MIN_VALUE, now), Occur.FILTER)
        .add(LongField.newRangeQuery(Rows.UNTIL, now + 1, Long.MAX_VALUE), Occur.FILTER)
        .build();
  }

  private static List<String> products(Question question) {
    var products = new ArrayList<String>();
    if (question.sku() != null) {
      products.add(question.sku());
    }
    if (question.product() != null) {
      products.add(question.product());
    }
    return products;
  }

  private static List<String> stages(Stage stage) {
    var own =
        switch (stage) {
          case PRE_SALE -> ArticleStage.PRE_SALE;
          case AFTER_SALE -> ArticleStage.AFTER_SALE;
        };
    return List.of(own.name(), ArticleStage.ANY.name());
  }

  private static List<String> withUnbound(Collection<String> names) {
    var all = new ArrayList<>(names);
    all.add(Rows.UNBOUND);
    return all;
  }

  private static Query anyOf(String field, Collection<String> words) {
    return new TermInSetQuery(field, words.stream().map(BytesRef::new).toList());
  }
}
