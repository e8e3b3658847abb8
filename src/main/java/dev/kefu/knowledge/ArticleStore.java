package dev.kefu.knowledge;

import dev.kefu.base.VersionConflict;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Stores a step of an article's life with all that belongs to it. What changes something is called
/// in the writer's transaction.
@Component
class ArticleStore {

  private final ArticleTable table;
  private final ArticleVersions versions;
  private final SimilarWordings similar;
  private final Changes changes;

  ArticleStore(
      ArticleTable table, ArticleVersions versions, SimilarWordings similar, Changes changes) {
    this.table = table;
    this.versions = versions;
    this.similar = similar;
    this.changes = changes;
  }

  /// As the running transaction sees it.
  Optional<Article> find(String id) {
    return table.findForChange(id);
  }

  /// The articles that own some of these similar wordings, by folded wording.
  Map<String, String> owners(Collection<String> wordings) {
    return similar.owners(wordings);
  }

  /// What stands against these similar wordings: those that are another article's.
  List<Mistake> mistakes(String id, List<String> wordings) {
    return SimilarWordings.mistakes(id, wordings, similar.owners(wordings));
  }

  /// Lets go of an article's similar wordings, so that others can have them before it is stored.
  void releaseWordings(String id) {
    similar.release(id);
  }

  /// Stores the next version of an article, or its first.
  ///
  /// @return the number of the change that the index has to follow; empty when searches find what
  ///   they found before
  /// @throws VersionConflict when somebody else made that version
  OptionalLong store(Article article, Action action, Author author) {
    if (article.version() == 1) {
      table.insert(article);
    } else {
      table.update(article);
    }
    var fields = article.fields();
    versions.add(
        new ArticleVersion(
            article.id(), article.version(), action, fields, author, article.updatedAt()));
    return switch (article.status()) {
      case DRAFT -> {
        similar.set(article.id(), fields.similar());
        yield OptionalLong.empty();
      }
      case PUBLISHED -> {
        similar.set(article.id(), fields.similar());
        yield OptionalLong.of(changes.mark(article.id()));
      }
      case RETIRED -> {
        similar.set(article.id(), List.of());
        yield OptionalLong.of(changes.mark(article.id()));
      }
    };
  }
}
