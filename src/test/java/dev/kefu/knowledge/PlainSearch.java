package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/// What a shop gets that puts its articles into Lucene as it comes: one document a wording, BM25.
final class PlainSearch {

  private static final int ROWS = 100;

  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexSearcher searcher;

  /// @param similar whether similar wordings are indexed, or the standard question alone
  PlainSearch(List<Published> articles, boolean similar) throws IOException {
    var directory = new ByteBuffersDirectory();
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (var article : articles) {
        var wordings = new ArrayList<String>(List.of(article.fields().question()));
        wordings.addAll(similar ? article.fields().similar() : List.of());
        for (var wording : wordings) {
          var row = new Document();
          row.add(new StringField("id", article.id(), Store.YES));
          row.add(new TextField("text", Folding.fold(wording), Store.NO));
          writer.addDocument(row);
        }
      }
    }
    searcher = new IndexSearcher(DirectoryReader.open(directory));
  }

  Quality.Answer search(String text, int limit) {
    var query = new QueryBuilder(analyzer).createBooleanQuery("text", Folding.fold(text));
    if (query == null) {
      return new Quality.Answer(List.of(), 0);
    }
    try {
      var rows = searcher.search(query, ROWS).scoreDocs;
      var articles = new LinkedHashSet<String>();
      for (var row : rows) {
        articles.add(searcher.storedFields().document(row.doc).get("id"));
      }
      return new Quality.Answer(
          articles.stream().limit(limit).toList(), rows.length == 0 ? 0 : rows[0].score);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
