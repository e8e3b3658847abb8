package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article as a client writes it: only `question` and `answer` are needed. What the server alone
/// decides may stand in it, so that what was read can be sent back, and is not looked at.
///
/// @param why it is written; for the history
record ArticleBody(
    @Nullable String id,
    String question,
    @Nullable List<String> similar,
    @Nullable List<String> negative,
    String answer,
    @Nullable String category,
    @Nullable ArticleStage stage,
    @Nullable List<String> skus,
    @Nullable Risk risk,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable String window,
    @Nullable String owner,
    @Nullable List<String> tags,
    @Nullable Boolean escalate,
    @Nullable String channel,
    @Nullable List<String> emergency,
    @Nullable List<Variant> answers,
    @Nullable String why,
    @Nullable ArticleStatus status,
    @Nullable ArticleLife life,
    @Nullable Instant endsAt,
    @Nullable Long version,
    @Nullable Long publishedVersion,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable String updatedBy) {

  ArticleBody {
    required("question", question);
    required("answer", answer);
    similar = complete("similar", similar);
    negative = complete("negative", negative);
    skus = complete("skus", skus);
    tags = complete("tags", tags);
    emergency = complete("emergency", emergency);
    if (answers != null) {
      for (var variant : answers) {
        if (variant == null) {
          throw new Refusal(ErrorCode.BAD_REQUEST, "answers 里不能有空值");
        }
        complete("answers", variant.skus());
      }
    }
    why = Reason.checked(why);
  }

  ArticleFields fields() {
    return new ArticleFields(
        question,
        orNone(similar),
        orNone(negative),
        answer,
        category == null ? "" : category,
        stage == null ? ArticleStage.ANY : stage,
        orNone(skus),
        risk == null ? Risk.LOW : risk,
        validFrom,
        validUntil,
        window,
        owner,
        orNone(tags),
        escalate != null && escalate,
        channel,
        orNone(emergency),
        answers == null ? List.of() : answers);
  }

  private static List<String> orNone(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static void required(String field, @Nullable String value) {
    if (value == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 " + field);
    }
  }

  private static List<String> complete(String field, @Nullable List<String> list) {
    if (list == null) {
      return List.of();
    }
    if (list.stream().anyMatch(text -> text == null)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 里不能有空值");
    }
    return list;
  }
}
