package dev.kefu.knowledge;

/// Where the latest version of an article stands.
enum ArticleStatus {
  /// Written, not published; an earlier version may still be.
  DRAFT,
  /// Handed in for somebody else to publish. Saving it again makes it a draft.
  IN_REVIEW,
  PUBLISHED,
  /// Out of use, and deleted after a time; saving it before makes it a draft.
  RETIRED
}
