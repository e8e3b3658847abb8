package dev.kefu.knowledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an editor writes of an article. `knowledge-base/README.md` says what each field means;
/// [ArticleRules] says what may stand in it.
///
/// @param skus only for these SKUs or product codes; empty for all
/// @param validFrom the first moment it holds; null for no beginning
/// @param validUntil the first moment it no longer holds; null for no end
/// @param window a named window outside which it does not hold either
/// @param escalate whether it is about a claim or complaint that belongs to a supervisor
/// @param channel kept for shops that export to other tools; not looked at in a search
record ArticleFields(
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
    @Nullable String channel) {

  /// Leaves out what cannot be seen: the space around texts, `\r`, empty names. So the same article
  /// reads the same from every file format.
  ArticleFields {
    question = question.strip();
    similar = stripped(similar);
    negative = stripped(negative);
    answer = answer.replace("\r\n", "\n").strip();
    category = category.strip();
    skus = stripped(skus);
    window = nameOrNull(window);
    owner = nameOrNull(owner);
    tags = stripped(tags);
    channel = nameOrNull(channel);
  }

  /// What an article is before anybody wrote a word.
  static ArticleFields blank() {
    return new ArticleFields(
        "",
        List.of(),
        List.of(),
        "",
        "",
        ArticleStage.ANY,
        List.of(),
        Risk.LOW,
        null,
        null,
        null,
        null,
        List.of(),
        false,
        null);
  }

  private static List<String> stripped(List<String> texts) {
    return texts.stream().map(String::strip).toList();
  }

  private static @Nullable String nameOrNull(@Nullable String name) {
    return name == null || name.isBlank() ? null : name.strip();
  }
}
