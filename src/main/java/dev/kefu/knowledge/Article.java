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

  /// Handed in for somebody else to publish.
  Article submitted(Instant now, String by) {
    return next(publishedVersion, ArticleStatus.IN_REVIEW, fields, now, by);
  }

  /// Given back to its writer.
  Article rejected(Instant now, String by) {
    return next(publishedVersion, ArticleStatus.DRAFT, fields, now, by);
  }

  /// As searches found it before: `found` of that version, null for not at all. A draft that is
  /// being written goes on.
  Article broughtBack(
      @Nullable Long oldVersion, @Nullable ArticleFields found, Instant now, String by) {
    var writing = status == ArticleStatus.DRAFT || status == ArticleStatus.IN_REVIEW;
    if (found == null) {
      return next(null, writing ? status : ArticleStatus.DRAFT, fields, now, by);
    }
    return writing
        ? next(oldVersion, status, fields, now, by)
        : next(version + 1, ArticleStatus.PUBLISHED, found, now, by);
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
