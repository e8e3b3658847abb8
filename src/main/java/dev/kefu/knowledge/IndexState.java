package dev.kefu.knowledge;

import dev.kefu.base.LatelyUsed;
import dev.kefu.base.Stage;
import dev.kefu.content.Windows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// What searches ask of an index again and again, worked out once for each of its states. Any
/// thread.
final class IndexState {

  /// Products are in focus in turn; most have no articles of their own and share one set.
  private static final int KEPT = 64;

  private final RowMap map;
  private final Map<Language, Centre> centres;
  private final Vocabulary vocabulary;
  private final FoundLately found = new FoundLately();

  /// The moments at which some row begins to hold or ceases to, in order: between two of them the
  /// same rows hold.
  private final long[] turns;

  /// Guarded by itself.
  private final Map<Which, Allowed> allowed = new LatelyUsed<>(KEPT);

  IndexState(IndexReader reader) throws IOException {
    map = RowMap.of(reader);
    centres = centresOf(reader);
    vocabulary = new Vocabulary(reader);
    turns = turnsOf(reader);
  }

  /// @param turn how many [#turns] have passed
  private record Which(
      int turn, @Nullable Stage stage, List<String> products, List<String> windows) {}

  private static Map<Language, Centre> centresOf(IndexReader reader) throws IOException {
    var all = new EnumMap<Language, Centre>(Language.class);
    for (var language : Language.values()) {
      if (FieldInfos.getMergedFieldInfos(reader).fieldInfo(language.field()) != null) {
        all.put(language, Centre.of(reader, language));
      }
    }
    return all;
  }

  private static long[] turnsOf(IndexReader reader) throws IOException {
    var turns = new TreeSet<Long>();
    for (var leaf : reader.leaves()) {
      collect(leaf.reader(), Rows.FROM, Long.MIN_VALUE, turns);
      collect(leaf.reader(), Rows.UNTIL, Long.MAX_VALUE, turns);
    }
    return turns.stream().mapToLong(Long::longValue).toArray();
  }

  private static void collect(LeafReader leaf, String field, long never, Set<Long> turns)
      throws IOException {
    var times = leaf.getSortedNumericDocValues(field);
    while (times != null && times.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      var time = times.nextValue();
      if (time != never) {
        turns.add(time);
      }
    }
  }

  RowMap map() {
    return map;
  }

  /// The languages that there are rows of, with their centres.
  Map<Language, Centre> centres() {
    return centres;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  FoundLately found() {
    return found;
  }

  /// The rows that hold at the question's moment, for its stage and product.
  ///
  /// @param searcher of this state
  /// @param open the windows that are open at the question's moment
  Allowed allowed(IndexSearcher searcher, Question question, List<Windows.Window> open)
      throws IOException {
    var which = which(searcher.getIndexReader(), question, open);
    synchronized (allowed) {
      var known = allowed.get(which);
      if (known != null) {
        return known;
      }
    }
    var rows = Allowed.of(searcher, query(which, question.at()));
    synchronized (allowed) {
      allowed.put(which, rows);
    }
    return rows;
  }

  private Which which(IndexReader reader, Question question, List<Windows.Window> open)
      throws IOException {
    int place = Arrays.binarySearch(turns, question.at().toEpochMilli());
    return new Which(
        place < 0 ? -place - 1 : place + 1,
        question.stage(),
        products(reader, question),
        open.stream().map(Windows.Window::name).toList());
  }

  /// Those that have articles of their own.
  private static List<String> products(IndexReader reader, Question question) throws IOException {
    var products = new ArrayList<String>();
    for (var code : Arrays.asList(question.sku(), question.product())) {
      if (code != null && reader.docFreq(new Term(Rows.SKU, code)) > 0) {
        products.add(code);
      }
    }
    return products;
  }

  private static Query query(Which which, Instant at) {
    var all = new BooleanQuery.Builder();
    all.add(holdsAt(at), Occur.FILTER);
    all.add(anyOf(Rows.WINDOW, withUnbound(which.windows())), Occur.FILTER);
    all.add(anyOf(Rows.SKU, withUnbound(which.products())), Occur.FILTER);
    if (which.stage() != null) {
      all.add(anyOf(Rows.STAGE, stages(which.stage())), Occur.FILTER);
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
