package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// One question against the index: meaning and words, weighed together.
///
/// The form and its weights are those of `docs/decisions/0013-search-by-meaning-and-words.md`.
final class ArticleSearch {

  /// How far each counts for which article comes first.
  private static final double MEANING_WEIGHT = 0.8;

  private static final double WORDS_WEIGHT = 0.2;
  private static final double BEST_WEIGHT = 0.2;
  private static final double CENTRED_WEIGHT = 0.5;

  /// How far each counts for whether there is an answer at all.
  private static final double SURE_BEST_WEIGHT = 0.4;

  private static final double SURE_MEAN_WEIGHT = 0.5;
  private static final double SURE_WORDS_WEIGHT = 0.1;

  /// What an article of the product in focus is ahead of an equally good one of the whole shop.
  private static final double OWN_LEAD = 0.03;

  /// Whether there is an answer is asked of so many that come first.
  private static final int SUREST_OF = 5;

  private final IndexSearcher searcher;
  private final IndexState state;
  private final Question question;
  private final String folded;
  private final List<Windows.Window> open;

  /// @param state of what is searched
  /// @param folded the question's text
  /// @param open the windows that are open at the question's moment
  ArticleSearch(
      IndexSearcher searcher,
      IndexState state,
      Question question,
      String folded,
      List<Windows.Window> open) {
    this.searcher = searcher;
    this.state = state;
    this.question = question;
    this.folded = folded;
    this.open = open;
  }

  /// @param rank what it is put in order by
  /// @param sure how well it would answer if nothing came close to it
  private record Candidate(Votes.Vote vote, double rank, double sure) {}

  private record Found(Published article, Candidate candidate) {}

  /// @param terms the question's
  /// @param helping those of words that mean the same
  /// @param vectors the question's
  List<Hit> hits(Set<String> terms, Set<String> helping, Map<Language, float[]> vectors)
      throws IOException {
    var allowed = state.allowed(searcher, question, open);
    var words = WordScores.of(searcher, state.map(), allowed, terms, helping);
    var best = new HashMap<Integer, Candidate>();
    for (var entry : vectors.entrySet()) {
      var language = entry.getKey();
      var rows = new LinkedHashSet<>(words.rows());
      rows.addAll(Candidates.of(searcher, allowed, language, entry.getValue()));
      var centre = state.centres().get(language);
      if (centre != null) {
        var votes = new Votes(searcher, state.map(), language, entry.getValue(), centre);
        for (var vote : votes.of(rows)) {
          best.merge(vote.article(), candidate(vote, words, language), ArticleSearch::surer);
        }
      }
    }
    return hits(best.values());
  }

  private static Candidate surer(Candidate one, Candidate other) {
    return other.sure() > one.sure() ? other : one;
  }

  private Candidate candidate(Votes.Vote vote, WordScores words, Language language) {
    double plain = BEST_WEIGHT * vote.best() + (1 - BEST_WEIGHT) * vote.mean();
    double centred = BEST_WEIGHT * vote.centredBest() + (1 - BEST_WEIGHT) * vote.centredMean();
    double said = words.of(vote.article());
    double lead = state.map().isOwn(vote.article()) ? OWN_LEAD : 0;
    return new Candidate(
        vote,
        MEANING_WEIGHT * ((1 - CENTRED_WEIGHT) * plain + CENTRED_WEIGHT * centred)
            + WORDS_WEIGHT * said
            + lead,
        SURE_BEST_WEIGHT * vote.best()
            + SURE_MEAN_WEIGHT * vote.mean()
            + SURE_WORDS_WEIGHT * said
            + lead
            - language.generosity());
  }

  /// Reads the best ones that are not ruled out, and one more, which says how far the last one
  /// leads.
  private List<Hit> hits(Collection<Candidate> candidates) throws IOException {
    var found = new ArrayList<Found>();
    double sure = 0;
    int looked = 0;
    for (var candidate : inOrder(candidates)) {
      if (found.size() > question.limit() && looked >= SUREST_OF) {
        break;
      }
      var article = read(candidate.vote());
      if (!isRuledOut(article.fields())) {
        found.add(new Found(article, candidate));
        sure = looked < SUREST_OF ? Math.max(sure, candidate.sure()) : sure;
        looked++;
      }
    }
    var hits = new ArrayList<Hit>();
    for (int i = 0; i < Math.min(found.size(), question.limit()); i++) {
      // Ahead of the next one is only who is first: a second that is well ahead of a third still
      // has
      // a better one before it.
      double next = i == 0 ? score(1, found, sure) : 1;
      hits.add(hit(found.get(i), score(i, found, sure), next, score(0, found, sure)));
    }
    return hits;
  }

  /// The first scores what the surest one makes us sure of, the others so much less as they are
  /// behind it; 0 where nothing was found.
  private static double score(int place, List<Found> found, double sure) {
    if (place >= found.size()) {
      return 0;
    }
    var behind = found.getFirst().candidate().rank() - found.get(place).candidate().rank();
    return Math.clamp(sure - behind, 0.0, 1.0);
  }

  /// Of two that are equally good the one with the smaller id comes first, on every node.
  private List<Candidate> inOrder(Collection<Candidate> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::rank).reversed().thenComparing(this::id))
        .toList();
  }

  private String id(Candidate candidate) {
    try {
      int head = state.map().head(candidate.vote().article());
      return searcher.storedFields().document(head, Set.of(Rows.ID)).get(Rows.ID);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isRuledOut(ArticleFields fields) {
    return fields.negative().stream()
        .map(Folding::fold)
        .anyMatch(word -> !word.isEmpty() && folded.contains(word));
  }

  private Published read(Votes.Vote vote) throws IOException {
    return state.found().article(searcher, state.map().head(vote.article()));
  }

  private Hit hit(Found found, double score, double nextScore, double bestScore)
      throws IOException {
    var article = found.article();
    var candidate = found.candidate();
    var fields = article.fields();
    var vote = candidate.vote();
    int beforeHead = state.map().head(vote.article()) - vote.row();
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
        score,
        Confidence.of(score, score - nextScore, bestScore),
        Rows.wording(fields, beforeHead));
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
}
