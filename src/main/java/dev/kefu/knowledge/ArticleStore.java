package dev.kefu.knowledge;

import dev.kefu.base.VersionConflict;
import dev.kefu.knowledge.ArticleVersion.Action;
import dev.kefu.knowledge.ArticleVersion.Author;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Stores a step of an article's life with all that belongs to it. What changes something is called
/// in the writer's transaction.
@Component
class ArticleStore {

  private static final int CHUNK = 400;

  private final ArticleTable table;
  private final ArticleVersions versions;
  private final SimilarWordings similar;
  private final GoneArticles gone;

  ArticleStore(
      ArticleTable table, ArticleVersions versions, SimilarWordings similar, GoneArticles gone) {
    this.table = table;
    this.versions = versions;
    this.similar = similar;
    this.gone = gone;
  }

  /// As the running transaction sees it.
  Optional<Article> find(String id) {
    return table.findForChange(id);
  }

  /// As the running transaction sees it.
  ///
  /// @throws VersionConflict when it is not at the version the caller read
  Article atVersion(String id, long read) {
    var article = find(id).orElseThrow(() -> Articles.notFound(id));
    if (article.version() != read) {
      throw new VersionConflict(article.version());
    }
    return article;
  }

  /// Which of these were deleted: their identifiers are nobody else's.
  ///
  /// @param ids any number
  Set<String> gone(Collection<String> ids) {
    var all = new HashSet<String>();
    var rest = List.copyOf(ids);
    for (int from = 0; from < rest.size(); from += CHUNK) {
      all.addAll(gone.among(rest.subList(from, Math.min(rest.size(), from + CHUNK))));
    }
    return all;
  }

  /// What stands against a new article of this identifier: that of one that was deleted.
  List<Mistake> mistakesInNew(String id) {
    return gone(List.of(id)).isEmpty()
        ? List.of()
        : List.of(new Mistake("id", "编号 " + id + " 属于已删除的知识，不能再用"));
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

  /// Stores the next version of an article, or its first. When searches are to find something else
  /// than before, [Releases#record] has to follow.
  ///
  /// @param why null when nobody said
  /// @throws VersionConflict when somebody else made that version
  void store(Article article, Action action, Author author, @Nullable String why) {
    if (article.version() == 1) {
      table.insert(article);
    } else {
      table.update(article);
    }
    var fields = article.fields();
    versions.add(
        new ArticleVersion(
            article.id(), article.version(), action, fields, author, article.updatedAt(), why));
    var resting = article.status() == ArticleStatus.RETIRED;
    similar.set(article.id(), resting ? List.of() : fields.similar());
  }
}
