package dev.kefu.knowledge;

/// Which conversations an article is for.
enum ArticleStage {
  PRE_SALE,
  AFTER_SALE,
  ANY
}
