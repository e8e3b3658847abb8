package dev.kefu.knowledge;

import dev.kefu.content.Windows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article on the wire.
///
/// @param life where it stands now, its validity included
/// @param endsAt the first moment it no longer holds; left out for no end
/// @param deletesAt from when on it is deleted; left out for one that is in use
record ArticleView(
    String id,
    String question,
    List<String> similar,
    List<String> negative,
    String answer,
    String category,
    ArticleStage stage,
    List<String> skus,
    Risk risk,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable String window,
    @Nullable String owner,
    List<String> tags,
    boolean escalate,
    @Nullable String channel,
    List<String> emergency,
    List<Variant> answers,
    ArticleStatus status,
    ArticleLife life,
    @Nullable Instant endsAt,
    @Nullable Instant deletesAt,
    long version,
    @Nullable Long publishedVersion,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static ArticleView of(
      Article article, Windows windows, @Nullable Instant deletesAt, Instant now) {
    var fields = article.fields();
    return new ArticleView(
        article.id(),
        fields.question(),
        fields.similar(),
        fields.negative(),
        fields.answer(),
        fields.category(),
        fields.stage(),
        fields.skus(),
        fields.risk(),
        fields.validFrom(),
        fields.validUntil(),
        fields.window(),
        fields.owner(),
        fields.tags(),
        fields.escalate(),
        fields.channel(),
        fields.emergency(),
        fields.answers(),
        article.status(),
        ArticleLife.of(article, windows, now),
        ArticleLife.endOf(fields, windows),
        deletesAt,
        article.version(),
        article.publishedVersion(),
        article.createdAt(),
        article.updatedAt(),
        article.updatedBy());
  }
}
