package dev.kefu.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The published articles as Lucene finds them: several rows an article, all of one article always
/// together. Derived from the database, and made anew when it does not fit it.
///
/// Searches run on any thread; changes come from one thread at a time.
final class ArticleIndex implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ArticleIndex.class);

  /// What is written waits in memory up to here: the larger, the fewer the pieces of an index that
  /// is made anew.
  private static final double BUFFER_MB = 48;

  /// Raise it when rows are written otherwise than before.
  private static final int LAYOUT = 3;

  /// BM25 for rows as short as questions.
  static final BM25Similarity SIMILARITY = new BM25Similarity(0.9f, 0.4f);

  /// Beside each vector one of eight bits a number, by which the graph is gone through: a quarter
  /// of the bytes to read, and of the memory that searches touch. What is found is weighed by the
  /// whole vectors.
  private static final Codec CODEC =
      new Lucene104Codec() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return new Lucene104HnswScalarQuantizedVectorsFormat();
        }
      };

  /// Up to such a share of the rows may lie beside the largest piece.
  private static final double MOST_BESIDE = 0.1;

  private static final String ORIGIN = "origin";
  private static final String CHANGE = "change";
  private static final String FORM = "form";

  /// Reads the index as it is at one moment.
  @FunctionalInterface
  interface Reading<T> {
    T of(IndexSearcher searcher) throws IOException;
  }

  /// @param reader the key of the reader it is of
  private record Known(Object reader, IndexState state) {}

  private final String origin;
  private final Analyzer analyzer = Terms.analyzer();
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile long change;
  private volatile @Nullable Known known;

  private ArticleIndex(Path folder, String origin) throws IOException {
    this.origin = origin;
    this.directory = MMapDirectory.open(folder);
    try {
      this.writer = new IndexWriter(directory, config());
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    this.searchers = new SearcherManager(writer, new Factory());
    writer.maybeMerge();
    this.change = changeOf(commitData(writer));
  }

  private static final class Factory extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
      var searcher = new IndexSearcher(reader);
      searcher.setSimilarity(SIMILARITY);
      searcher.setQueryCache(null);
      return searcher;
    }
  }

  /// Opens the index of a database, empty if there is none, or if what lies there is damaged,
  /// belongs to another database or program, or is ahead of the database.
  ///
  /// @param origin names the database
  /// @param change the number of the database's last change
  static ArticleIndex open(Path folder, String origin, long change) {
    try {
      Files.createDirectories(folder);
      if (!fits(folder, origin, change)) {
        wipe(folder);
      }
      return new ArticleIndex(folder, origin);
    } catch (IOException e) {
      throw new UncheckedIOException("The index " + folder + " cannot be opened", e);
    }
  }

  private static boolean fits(Path folder, String origin, long change) {
    try (var directory = MMapDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return false;
      }
      try (var reader = DirectoryReader.open(directory)) {
        for (var leaf : reader.leaves()) {
          leaf.reader().checkIntegrity();
        }
        var data = reader.getIndexCommit().getUserData();
        return origin.equals(data.get(ORIGIN))
            && form().equals(data.get(FORM))
            && changeOf(data) <= change;
      }
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("reason", e.toString()).log("index is damaged, making it anew");
      return false;
    }
  }

  private static void wipe(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  /// The last change of the database that is in here for good.
  long change() {
    return change;
  }

  Analyzer analyzer() {
    return analyzer;
  }

  /// @param vectors has that of every one of [Rows#sentences]
  void put(Published article, Map<Sentence, float[]> vectors) throws IOException {
    writer.updateDocuments(new Term(Rows.ARTICLE, article.id()), Rows.of(article, vectors));
  }

  void remove(String article) throws IOException {
    writer.deleteDocuments(new Term(Rows.ARTICLE, article));
  }

  /// Shows to searches what was put and removed, then makes it last.
  ///
  /// @param reached the change of the database that is now in here
  void commit(long reached) throws IOException {
    searchers.maybeRefreshBlocking();
    writer.setLiveCommitData(
        Map.of(ORIGIN, origin, FORM, form(), CHANGE, Long.toString(reached)).entrySet());
    writer.commit();
    change = reached;
  }

  /// To be called while nothing changes. Searches go through each piece of the index by itself, so
  /// those that lie beside the largest one are put together with it behind the scenes, once they
  /// have become many enough to be worth it.
  void refresh() throws IOException {
    if (writer.getMergingSegments().isEmpty()) {
      if (writer.hasUncommittedChanges()) {
        // or all of it would have to be done again after the next start
        commit(change);
      }
      if (read(ArticleIndex::isInPieces)) {
        writer.forceMerge(1, false);
      }
    }
    searchers.maybeRefresh();
  }

  private static boolean isInPieces(IndexSearcher searcher) {
    var reader = searcher.getIndexReader();
    int largest =
        reader.leaves().stream().mapToInt(leaf -> leaf.reader().numDocs()).max().orElse(0);
    return reader.numDocs() > Candidates.FEW
        && reader.numDocs() - largest > MOST_BESIDE * reader.numDocs();
  }

  <T> T read(Reading<T> reading) {
    try {
      var searcher = searchers.acquire();
      try {
        return reading.of(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The index cannot be read", e);
    }
  }

  /// What there is to know of the index as a searcher sees it.
  IndexState state(IndexSearcher searcher) throws IOException {
    var reader = searcher.getIndexReader();
    IndexReader.@Nullable CacheHelper helper = reader.getReaderCacheHelper();
    if (helper == null) {
      // an index as it would be, which nobody asks again
      return new IndexState(reader);
    }
    var current = known;
    if (current == null || !current.reader().equals(helper.getKey())) {
      current = new Known(helper.getKey(), new IndexState(reader));
      known = current;
    }
    return current.state();
  }

  private IndexWriterConfig config() {
    return new IndexWriterConfig(analyzer)
        .setSimilarity(SIMILARITY)
        .setCodec(CODEC)
        .setRAMBufferSizeMB(BUFFER_MB)
        .setCommitOnClose(false);
  }

  private static String form() {
    return LAYOUT + "/" + Language.CHINESE.model() + "/" + Language.ENGLISH.model();
  }

  private static Map<String, String> commitData(IndexWriter writer) {
    var data = new HashMap<String, String>();
    var last = writer.getLiveCommitData();
    if (last != null) {
      last.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  private static long changeOf(Map<String, String> data) {
    return Long.parseLong(data.getOrDefault(CHANGE, "0"));
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
    analyzer.close();
  }
}
