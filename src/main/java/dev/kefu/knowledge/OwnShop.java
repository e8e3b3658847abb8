package dev.kefu.knowledge;

import dev.kefu.content.ShopProfile;
import dev.kefu.content.Windows;
import dev.kefu.knowledge.PinnedQuestions.Pinned;
import dev.kefu.knowledge.QuestionSet.Message;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a shop measures itself by: the questions its editors have pinned, and of its published
/// articles those that hold now. Everything is read and nothing written, so the program may go on
/// beside it.
final class OwnShop {

  private static final int BATCH = 500;

  private final JdbcClient reader;
  private final Windows windows;
  private final Instant now;

  OwnShop(JdbcClient reader, Instant now) {
    this.reader = reader;
    this.windows = new ShopProfile(reader).windows();
    this.now = now;
  }

  /// Its messages are none when nothing is pinned.
  QuestionSet questions() {
    var pinned = PinnedQuestions.all(reader).stream().map(OwnShop::message).toList();
    return new QuestionSet("own", articles(), Map.of("pinned questions", pinned), false);
  }

  private static Message message(Pinned pinned) {
    var right = pinned.article() == null ? Set.<String>of() : Set.of(pinned.article());
    return new Message(pinned.id(), pinned.question(), right, pinned.stage(), pinned.sku());
  }

  private List<Published> articles() {
    // who only reads of them needs no writer
    var changes = new Changes(reader, reader);
    var found = new LinkedHashMap<String, Published>();
    var batch = changes.after(0, BATCH);
    while (!batch.isEmpty()) {
      for (var change : batch) {
        found.remove(change.article());
        if (change.published() != null && holds(change.published())) {
          found.put(change.article(), change.published());
        }
      }
      batch = changes.after(batch.getLast().number(), BATCH);
    }
    return List.copyOf(found.values());
  }

  private boolean holds(Published article) {
    return switch (ArticleLife.published(article.fields(), windows, now)) {
      case PUBLISHED, EXPIRING -> true;
      case DRAFT, IN_REVIEW, SCHEDULED, EXPIRED, RETIRED -> false;
    };
  }

  Library.Setting setting(Embedder embedder) {
    return new Library.Setting(
        new ShopWords(reader, reader).synonyms(),
        now,
        windows.all().stream().filter(window -> window.holds(now)).toList(),
        texts -> Embeddings.forTrying(texts, embedder, reader));
  }
}
