package dev.kefu.knowledge;

import dev.kefu.base.LatelyUsed;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// The articles that searches of one state of an index have read: shoppers ask for the same few
/// again and again, and to unpack one from the index takes longer than to find it. Any thread.
final class FoundLately {

  private static final int MOST = 1_000;

  /// By the document that carries each; least recently found first. Guarded by itself.
  private final Map<Integer, Published> articles = new LatelyUsed<>(MOST);

  /// @param searcher of this state
  /// @param head the document that carries it
  Published article(IndexSearcher searcher, int head) throws IOException {
    var known = known(head);
    if (known != null) {
      return known;
    }
    var row = searcher.storedFields().document(head);
    var article =
        new Published(
            row.get(Rows.ID),
            row.getField(Rows.VERSION).numericValue().longValue(),
            StoredFields.read(row.get(Rows.BODY)));
    synchronized (articles) {
      articles.put(head, article);
    }
    return article;
  }

  private @Nullable Published known(int head) {
    synchronized (articles) {
      return articles.get(head);
    }
  }
}
