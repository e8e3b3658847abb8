package dev.kefu.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The latest version of an article. Each step of its life makes the next version.
///
/// @param version grows with every save, publish and retirement
/// @param publishedVersion the one shoppers' questions find; null when none is
/// @param updatedBy the name of whoever made this version
record Article(
    String id,
    long version,
    @Nullable Long publishedVersion,
    ArticleStatus status,
    ArticleFields fields,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static Article draft(String id, ArticleFields fields, Instant now, String by) {
    return new Article(id, 1, null, ArticleStatus.DRAFT, fields, now, now, by);
  }

  /// An article that comes into the world published.
  static Article published(String id, ArticleFields fields, Instant now, String by) {
    return new Article(id, 1, 1L, ArticleStatus.PUBLISHED, fields, now, now, by);
  }

  /// What was published before is still found until this is published too.
  Article saved(ArticleFields newFields, Instant now, String by) {
    return next(publishedVersion, ArticleStatus.DRAFT, newFields, now, by);
  }

  Article published(Instant now, String by) {
    return next(version + 1, ArticleStatus.PUBLISHED, fields, now, by);
  }

  Article retired(Instant now, String by) {
    return next(null, ArticleStatus.RETIRED, fields, now, by);
  }

  private Article next(
      @Nullable Long published,
      ArticleStatus newStatus,
      ArticleFields newFields,
      Instant now,
      String by) {
    return new Article(id, version + 1, published, newStatus, newFields, createdAt, now, by);
  }
}
