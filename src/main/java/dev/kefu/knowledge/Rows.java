package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// An article as rows of the index: one for each of its wordings, and last one for question and
/// answer together, which also carries the article itself.
final class Rows {

  static final String ARTICLE = "article";

  /// The article's id, in the one row that carries [#BODY].
  static final String HEAD = "head";

  /// Stored where [#HEAD] is.
  static final String ID = "id";

  /// [#YES] in the head of an emergency answer.
  static final String EMERGENCY = "emergency";

  static final String YES = "1";

  static final String BODY = "body";
  static final String VERSION = "version";

  /// The wording as it was written.
  static final String WORDING = "wording";

  static final String TEXT = "text";
  static final String STAGE = "stage";
  static final String SKU = "sku";
  static final String WINDOW = "window";
  static final String FROM = "from";
  static final String UNTIL = "until";

  /// 1 for an article of certain products, 0 for one of the whole shop.
  static final String OWN = "own";

  /// In [#SKU] and [#WINDOW] of an article that is bound to none.
  static final String UNBOUND = "";

  private Rows() {}

  static List<Document> of(Published article, Map<Sentence, float[]> vectors) {
    var fields = article.fields();
    var rows = new ArrayList<Document>();
    for (var wording : wordings(fields).entrySet()) {
      var row = row(article, wording.getValue());
      addVector(row, sentence(wording.getKey(), fields), vectors);
      row.add(new TextField(TEXT, wording.getKey(), Store.NO));
      rows.add(row);
    }
    var head = row(article, fields.question());
    if (!fields.answer().isEmpty()) {
      addVector(head, sentence(questionAndAnswer(fields), fields), vectors);
    }
    head.add(new StringField(HEAD, article.id(), Store.NO));
    head.add(new StoredField(ID, article.id()));
    if (!fields.emergency().isEmpty()) {
      head.add(new StringField(EMERGENCY, YES, Store.NO));
    }
    head.add(new StoredField(VERSION, article.version()));
    head.add(new StoredField(BODY, StoredFields.write(fields)));
    rows.add(head);
    return rows;
  }

  /// The wording of one of an article's rows, as it was written.
  ///
  /// @param beforeHead how many rows it is before the head, whose wording is the question
  static String wording(ArticleFields fields, int beforeHead) {
    var wordings = List.copyOf(wordings(fields).values());
    return beforeHead == 0 ? fields.question() : wordings.get(wordings.size() - beforeHead);
  }

  /// What an article needs the vectors of.
  static List<Sentence> sentences(ArticleFields fields) {
    var texts = new LinkedHashSet<>(wordings(fields).keySet());
    texts.add(questionAndAnswer(fields));
    return texts.stream().map(text -> sentence(text, fields)).toList();
  }

  /// A word like VIP among Chinese wordings is Chinese, too.
  static Sentence sentence(String text, ArticleFields fields) {
    var language = Language.of(fields.question());
    return new Sentence(text, Texts.hasHan(text) ? Language.CHINESE : language);
  }

  /// The different wordings, by their folded text.
  private static Map<String, String> wordings(ArticleFields fields) {
    var wordings = new LinkedHashMap<String, String>();
    wordings.put(Folding.fold(fields.question()), fields.question());
    fields.similar().forEach(s -> wordings.putIfAbsent(Folding.fold(s), s));
    return wordings;
  }

  private static String questionAndAnswer(ArticleFields fields) {
    return Folding.fold(fields.question() + " " + Variables.withFallbacks(fields.answer()));
  }

  private static void addVector(Document row, Sentence sentence, Map<Sentence, float[]> vectors) {
    var vector = vectors.get(sentence);
    if (vector == null) {
      throw new IllegalStateException("A row has no vector");
    }
    var field = sentence.language().field();
    row.add(new KnnFloatVectorField(field, vector, VectorSimilarityFunction.DOT_PRODUCT));
  }

  private static Document row(Published article, String wording) {
    var fields = article.fields();
    var row = new Document();
    row.add(new StringField(ARTICLE, article.id(), Store.NO));
    row.add(new SortedDocValuesField(ARTICLE, new BytesRef(article.id())));
    row.add(new StoredField(WORDING, wording));
    row.add(new StringField(STAGE, fields.stage().name(), Store.NO));
    row.add(new StringField(WINDOW, orUnbound(fields.window()), Store.NO));
    row.add(new LongField(FROM, millis(fields.validFrom(), Long.MIN_VALUE), Store.NO));
    row.add(new LongField(UNTIL, millis(fields.validUntil(), Long.MAX_VALUE), Store.NO));
    row.add(new NumericDocValuesField(OWN, fields.skus().isEmpty() ? 0 : 1));
    if (fields.skus().isEmpty()) {
      row.add(new StringField(SKU, UNBOUND, Store.NO));
    }
    fields.skus().forEach(sku -> row.add(new StringField(SKU, sku, Store.NO)));
    return row;
  }

  private static String orUnbound(@Nullable String name) {
    return name == null ? UNBOUND : name;
  }

  private static long millis(@Nullable Instant time, long otherwise) {
    return time == null ? otherwise : time.toEpochMilli();
  }
}
