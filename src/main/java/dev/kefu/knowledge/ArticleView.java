package dev.kefu.knowledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article on the wire.
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
    ArticleStatus status,
    long version,
    @Nullable Long publishedVersion,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  static ArticleView of(Article article) {
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
        article.status(),
        article.version(),
        article.publishedVersion(),
        article.createdAt(),
        article.updatedAt(),
        article.updatedBy());
  }
}
