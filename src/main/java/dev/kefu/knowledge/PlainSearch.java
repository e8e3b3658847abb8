package dev.kefu.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/// What a shop gets that puts its wordings into Lucene as it comes: one document each, cut into
/// words, BM25.
final class PlainSearch {

  private static final int ROWS = 200;

  private final Analyzer analyzer;
  private final IndexSearcher searcher;

  /// @param chinese cut by Lucene's segmenter (smartcn), else as English
  PlainSearch(List<Published> articles, boolean chinese) {
    analyzer = chinese ? new SmartChineseAnalyzer() : new EnglishAnalyzer();
    var similarity = chinese ? new BM25Similarity(0.9f, 0.4f) : new BM25Similarity();
    var directory = new ByteBuffersDirectory();
    try {
      var config = new IndexWriterConfig(analyzer).setSimilarity(similarity);
      try (var writer = new IndexWriter(directory, config)) {
        for (var article : articles) {
          add(article, writer);
        }
      }
      searcher = new IndexSearcher(DirectoryReader.open(directory));
      searcher.setSimilarity(similarity);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Published article, IndexWriter writer) throws IOException {
    var wordings = new ArrayList<>(List.of(article.fields().question()));
    wordings.addAll(article.fields().similar());
    for (var wording : wordings) {
      var row = new Document();
      row.add(new StringField("id", article.id(), Store.YES));
      row.add(new TextField("text", wording, Store.NO));
      writer.addDocument(row);
    }
  }

  Quality.Answer search(QuestionSet.Message message, int limit) {
    var query = new QueryBuilder(analyzer).createBooleanQuery("text", message.text());
    if (query == null) {
      return Quality.Answer.NONE;
    }
    try {
      var rows = searcher.search(query, ROWS).scoreDocs;
      var articles = new LinkedHashSet<String>();
      for (var row : rows) {
        articles.add(searcher.storedFields().document(row.doc).get("id"));
      }
      var best = rows.length == 0 ? 0 : rows[0].score;
      var ids = articles.stream().limit(limit).toList();
      return new Quality.Answer(ids, best, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
