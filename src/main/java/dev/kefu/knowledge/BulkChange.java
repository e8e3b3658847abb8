package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same change for many articles. What is null stays as each article has it.
///
/// @param owner empty for nobody
/// @param window empty for none
/// @param validUntil the first moment they no longer hold
/// @param endless whether they hold without an end from now on
/// @param replace words that take the place of others, before anything else is changed
/// @param retire whether they go out of use, with nothing else changed
record BulkChange(
    @Nullable String category,
    @Nullable ArticleStage stage,
    @Nullable Risk risk,
    @Nullable String owner,
    @Nullable String window,
    @Nullable Instant validUntil,
    @Nullable Boolean endless,
    @Nullable List<String> addTags,
    @Nullable List<String> removeTags,
    @Nullable Replacement replace,
    @Nullable Boolean retire) {

  BulkChange {
    addTags = named(addTags);
    removeTags = named(removeTags);
    var writes =
        category != null
            || stage != null
            || risk != null
            || owner != null
            || window != null
            || validUntil != null
            || Boolean.TRUE.equals(endless)
            || addTags != null
            || removeTags != null
            || replace != null;
    if (writes == Boolean.TRUE.equals(retire)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "change 要写明改什么，或者只写停用");
    }
    if (validUntil != null && Boolean.TRUE.equals(endless)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "valid_until 和 endless 只能写一个");
    }
  }

  private static @Nullable List<String> named(@Nullable List<String> tags) {
    if (tags == null || tags.isEmpty()) {
      return null;
    }
    if (tags.stream().anyMatch(tag -> tag == null || tag.isBlank())) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "标签不能为空");
    }
    return tags.stream().map(String::strip).distinct().toList();
  }

  boolean retires() {
    return Boolean.TRUE.equals(retire);
  }

  ArticleFields on(ArticleFields article) {
    var old = replace == null ? article : replace.on(article).fields();
    return new ArticleFields(
        old.question(),
        old.similar(),
        old.negative(),
        old.answer(),
        category == null ? old.category() : category,
        stage == null ? old.stage() : stage,
        old.skus(),
        risk == null ? old.risk() : risk,
        old.validFrom(),
        end(old),
        window == null ? old.window() : window,
        owner == null ? old.owner() : owner,
        tags(old.tags()),
        old.escalate(),
        old.channel(),
        old.emergency(),
        old.answers());
  }

  private @Nullable Instant end(ArticleFields old) {
    if (validUntil != null) {
      return validUntil;
    }
    return Boolean.TRUE.equals(endless) ? null : old.validUntil();
  }

  private List<String> tags(List<String> old) {
    var tags = new ArrayList<>(old);
    if (removeTags != null) {
      tags.removeAll(removeTags);
    }
    if (addTags != null) {
      addTags.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
    }
    return tags;
  }
}
