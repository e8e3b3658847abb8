package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.content.ContentImport;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.storage.VersionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The first import of `faq/**/*.md`, `synonyms.txt` and `lexicon.txt`.
@Component
class FaqImport implements ContentImport {

  private static final Author FOLDER = new Author("content", "知识库文件夹");

  private final ArticleStore store;
  private final Releases releases;
  private final ShopWords words;

  FaqImport(ArticleStore store, Releases releases, ShopWords words) {
    this.store = store;
    this.releases = releases;
    this.words = words;
  }

  @Override
  public Prepared check(Content content) {
    var articles = new ArrayList<ArticleFile>();
    var seen = new Seen();
    for (var file : content.folder().files("faq", ".md")) {
      var article = ArticleFile.read(file, content.importedAt());
      refuse(article, ArticleRules.mistakesInId(article.id()));
      refuse(article, ArticleRules.mistakes(article.fields(), content.windows()));
      seen.add(article);
      articles.add(article);
    }
    var own =
        new Words(
            content.folder().file(WordFile.SYNONYMS).map(WordFile::groups).orElse(List.of()),
            content.folder().file(WordFile.LEXICON).map(WordFile::words).orElse(List.of()));
    return () -> {
      articles.forEach(a -> store(a, content.importedAt()));
      releases.record(
          Releases.Kind.IMPORTED, items(articles), FOLDER, content.importedAt(), null, null);
      if (!own.isEmpty()) {
        words.change(0, own, List.of(), VersionLog.IMPORT, content.importedAt());
      }
    };
  }

  private static void refuse(ArticleFile article, List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      throw article.error(mistakes.getFirst());
    }
  }

  private void store(ArticleFile file, Instant at) {
    var article =
        file.published()
            ? Article.published(file.id(), file.fields(), at, FOLDER.name())
            : Article.draft(file.id(), file.fields(), at, FOLDER.name());
    store.store(article, Action.IMPORTED, FOLDER, null);
  }

  private static List<Releases.Item> items(List<ArticleFile> articles) {
    return articles.stream()
        .filter(ArticleFile::published)
        .map(a -> new Releases.Item(a.id(), null, 1L))
        .toList();
  }

  /// What no two files may share.
  private static final class Seen {
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> similar = new HashMap<>();

    void add(ArticleFile article) {
      var other = ids.putIfAbsent(article.id(), article.file().name());
      if (other != null) {
        throw article.error("id", article.id() + " stands in " + other + " too");
      }
      for (var wording : article.fields().similar()) {
        var owner = similar.putIfAbsent(Folding.fold(wording), article.id());
        if (owner != null && !owner.equals(article.id())) {
          throw article.error("similar", "“" + wording + "” is a wording of " + owner + " too");
        }
      }
    }
  }
}
