package dev.kefu.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The index as it would be if some articles were published: what is found of them is hidden, and
/// what is proposed stands in memory beside it. Searches go the same way as ever, so their answer
/// is what it will be.
final class Overlay implements AutoCloseable {

  private final Set<String> hidden;
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();

  /// @param hidden the articles that are proposed anew
  /// @param proposed as they would be found; those that are missing would not be
  /// @param vectors has that of every one of [Rows#sentences]
  Overlay(Set<String> hidden, List<Published> proposed, Map<Sentence, float[]> vectors)
      throws IOException {
    this.hidden = Set.copyOf(hidden);
    try (var analyzer = Terms.analyzer();
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig(analyzer).setSimilarity(ArticleIndex.SIMILARITY))) {
      for (var article : proposed) {
        writer.addDocuments(Rows.of(article, vectors));
      }
    }
  }

  /// Reads the proposed index over the one that is.
  <T> T over(IndexSearcher found, ArticleIndex.Reading<T> reading) throws IOException {
    try (var proposed = DirectoryReader.open(directory)) {
      var readers = new ArrayList<IndexReader>();
      for (var leaf : found.getIndexReader().leaves()) {
        readers.add(new Hiding(leaf.reader(), hidden));
      }
      readers.add(proposed);
      // the readers belong to others, who close them
      var all = new MultiReader(readers.toArray(IndexReader[]::new), false);
      var searcher = new IndexSearcher(all);
      searcher.setSimilarity(ArticleIndex.SIMILARITY);
      searcher.setQueryCache(null);
      return reading.of(searcher);
    }
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A leaf without the rows of some articles.
  private static final class Hiding extends FilterLeafReader {
    private final FixedBitSet live;

    Hiding(LeafReader leaf, Set<String> hidden) throws IOException {
      super(leaf);
      this.live = new FixedBitSet(Math.max(1, leaf.maxDoc()));
      var before = leaf.getLiveDocs();
      for (int doc = 0; doc < leaf.maxDoc(); doc++) {
        if (before == null || before.get(doc)) {
          live.set(doc);
        }
      }
      for (var article : hidden) {
        var rows = leaf.postings(new Term(Rows.ARTICLE, article), PostingsEnum.NONE);
        while (rows != null && rows.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          live.clear(rows.docID());
        }
      }
    }

    @Override
    public Bits getLiveDocs() {
      return live;
    }

    @Override
    public int numDocs() {
      return live.cardinality();
    }

    @Override
    public @Nullable CacheHelper getCoreCacheHelper() {
      return null;
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
      return null;
    }
  }
}
