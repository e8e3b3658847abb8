package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kefu.content.Windows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An article in a list.
record ListedView(@JsonUnwrapped ArticleView article, Use use) {

  private static final double ROUNDED = 10_000;

  /// Of the last [ArticleUse#DAYS] days, as far as rounds are over.
  ///
  /// @param shown cards made of it
  /// @param usedRate as is and edited, of `shown`; left out while nothing was shown
  /// @param markedWrong cards of which staff said that they are wrong
  /// @param feedback what staff said and nobody has settled, however old
  record Use(
      long shown,
      long usedAsIs,
      long usedEdited,
      @Nullable Double usedRate,
      long markedWrong,
      long feedback) {

    static Use of(ListedArticles.Use use) {
      var used = use.usedAsIs() + use.usedEdited();
      return new Use(
          use.shown(),
          use.usedAsIs(),
          use.usedEdited(),
          use.shown() == 0 ? null : Math.round(used * ROUNDED / use.shown()) / ROUNDED,
          use.markedWrong(),
          use.feedback());
    }
  }

  static ListedView of(
      ListedArticles.Listed listed, Windows windows, @Nullable Instant deletesAt, Instant now) {
    return new ListedView(
        ArticleView.of(listed.article(), windows, deletesAt, now), Use.of(listed.use()));
  }
}
