package dev.kefu.knowledge;

import dev.kefu.content.Windows;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where an article stands at one moment, its validity included.
enum ArticleLife {
  DRAFT,
  IN_REVIEW,
  /// Published, and will hold.
  SCHEDULED,
  PUBLISHED,
  /// Published, and holds no longer within [#SOON].
  EXPIRING,
  /// Published, and holds no longer. Editors find it, shoppers' questions do not.
  EXPIRED,
  RETIRED;

  static final Duration SOON = Duration.ofDays(7);

  /// The status of every article that stands so.
  ArticleStatus status() {
    return switch (this) {
      case DRAFT -> ArticleStatus.DRAFT;
      case IN_REVIEW -> ArticleStatus.IN_REVIEW;
      case SCHEDULED, PUBLISHED, EXPIRING, EXPIRED -> ArticleStatus.PUBLISHED;
      case RETIRED -> ArticleStatus.RETIRED;
    };
  }

  /// @param windows those an article may name
  static ArticleLife of(Article article, Windows windows, Instant now) {
    return switch (article.status()) {
      case DRAFT -> DRAFT;
      case IN_REVIEW -> IN_REVIEW;
      case RETIRED -> RETIRED;
      case PUBLISHED -> published(article.fields(), windows, now);
    };
  }

  /// Where what is published stands, whatever is being written beside it.
  static ArticleLife published(ArticleFields fields, Windows windows, Instant now) {
    var ends = endOf(fields, windows);
    if (ends != null && !now.isBefore(ends)) {
      return EXPIRED;
    }
    var window = windowOf(fields, windows);
    var own = fields.validFrom();
    if ((own != null && now.isBefore(own)) || (window != null && now.isBefore(window.from()))) {
      return SCHEDULED;
    }
    return ends != null && !now.plus(SOON).isBefore(ends) ? EXPIRING : PUBLISHED;
  }

  /// The first moment an article no longer holds: the end of its own validity or of its window,
  /// whichever comes first; null for no end.
  static @Nullable Instant endOf(ArticleFields fields, Windows windows) {
    var own = fields.validUntil();
    var window = windowOf(fields, windows);
    return window != null && (own == null || window.until().isBefore(own)) ? window.until() : own;
  }

  private static Windows.@Nullable Window windowOf(ArticleFields fields, Windows windows) {
    return fields.window() == null ? null : windows.find(fields.window()).orElse(null);
  }
}
