package dev.kefu.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/// How many of a question's words an article has, rare words counting more: BM25 of its best row as
/// a share of what the question's terms weigh together, 0 to 1.
///
/// Words that mean the same are looked for too and count as what they are; they add nothing to what
/// the question weighs, so a question is never worse off for having synonyms.
final class WordScores {

  /// Articles whose rows are behind these have few of the words; they count as having none.
  private static final int ROWS = 200;

  /// The articles of so many rows are worth a vote whatever the whole means.
  private static final int FIRST = 50;

  private final Map<Integer, Float> scores = new HashMap<>();
  private final List<Integer> rows = new ArrayList<>();

  private WordScores() {}

  /// 0 when it has none of them.
  ///
  /// @param article its number in the [RowMap]
  float of(int article) {
    return scores.getOrDefault(article, 0f);
  }

  /// The documents with the most of them, best first.
  List<Integer> rows() {
    return rows.subList(0, Math.min(FIRST, rows.size()));
  }

  /// @param map of what is searched
  /// @param terms the question's own
  /// @param helping those of words that mean the same
  static WordScores of(
      IndexSearcher searcher, RowMap map, Allowed allowed, Set<String> terms, Set<String> helping)
      throws IOException {
    var words = new WordScores();
    var known = new LinkedHashMap<Term, TermStates>();
    for (var term : terms) {
      look(term, searcher, known);
    }
    double weight = weight(known.values(), searcher.getIndexReader().getDocCount(Rows.TEXT));
    if (!terms.isEmpty() && weight > 0) {
      for (var term : helping) {
        look(term, searcher, known);
      }
      for (var row : searcher.search(query(known), new Best(allowed)).scoreDocs) {
        words.rows.add(row.doc);
        words.scores.merge(
            map.article(row.doc), (float) Math.min(1, row.score / weight), Math::max);
      }
    }
    return words;
  }

  private static void look(String text, IndexSearcher searcher, Map<Term, TermStates> known)
      throws IOException {
    var term = new Term(Rows.TEXT, text);
    if (!known.containsKey(term)) {
      known.put(term, TermStates.build(searcher, term, true));
    }
  }

  private static Query query(Map<Term, TermStates> terms) {
    var query = new BooleanQuery.Builder();
    terms.forEach((term, states) -> query.add(new TermQuery(term, states), Occur.SHOULD));
    return query.build();
  }

  /// The sum of the terms' inverse document frequencies, as BM25 counts them.
  ///
  /// @param rows that have words at all
  private static double weight(Collection<TermStates> terms, long rows) {
    double weight = 0;
    for (var term : terms) {
      long having = term.docFreq();
      weight += Math.log(1 + (rows - having + 0.5) / (having + 0.5));
    }
    return weight;
  }

  /// Keeps the best rows that are allowed. As most are, asking for each row that has words is
  /// quicker than going through the allowed ones beside, as a filter does.
  private static final class Best implements CollectorManager<Best.Picking, TopDocs> {

    /// For one search: it remembers the score to beat.
    private final TopScoreDocCollectorManager manager = new TopScoreDocCollectorManager(ROWS, ROWS);

    private final Allowed allowed;

    Best(Allowed allowed) {
      this.allowed = allowed;
    }

    record Picking(TopScoreDocCollector best, Allowed allowed) implements Collector {

      @Override
      public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        var into = best.getLeafCollector(leaf);
        var rows = allowed.in(leaf);
        return new LeafCollector() {
          @Override
          public void setScorer(Scorable scorer) throws IOException {
            into.setScorer(scorer);
          }

          @Override
          public void collect(int doc) throws IOException {
            if (rows.get(doc)) {
              into.collect(doc);
            }
          }
        };
      }

      @Override
      public ScoreMode scoreMode() {
        return best.scoreMode();
      }
    }

    @Override
    public Picking newCollector() {
      return new Picking(manager.newCollector(), allowed);
    }

    @Override
    public TopDocs reduce(Collection<Picking> all) throws IOException {
      return manager.reduce(all.stream().map(Picking::best).toList());
    }
  }
}
