package dev.kefu.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
/// @param emergency words that call it before everything else while it holds; empty for an everyday
///   article
/// @param answers other answers for certain products or a stage
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
    @Nullable String channel,
    List<String> emergency,
    List<Variant> answers) {

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
    // articles that were stored before there were any
    emergency = emergency == null ? List.of() : stripped(emergency);
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  /// One that is no emergency and has one answer for everybody.
  ArticleFields(
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
    this(
        question,
        similar,
        negative,
        answer,
        category,
        stage,
        skus,
        risk,
        validFrom,
        validUntil,
        window,
        owner,
        tags,
        escalate,
        channel,
        List.of(),
        List.of());
  }

  /// The answer for whoever asks: that of the closest variant, else the one for all.
  String answerTo(Question question) {
    return answers.stream()
        .filter(variant -> variant.fits(question))
        .max(Comparator.comparingInt(Variant::closeness))
        .map(Variant::answer)
        .orElse(answer);
  }

  /// Every answer it may give, the one for all first.
  List<String> allAnswers() {
    var all = new ArrayList<String>();
    all.add(answer);
    answers.forEach(variant -> all.add(variant.answer()));
    return all;
  }

  /// The same with its standard question alone.
  ArticleFields withoutSimilar() {
    return new ArticleFields(
        question,
        List.of(),
        negative,
        answer,
        category,
        stage,
        skus,
        risk,
        validFrom,
        validUntil,
        window,
        owner,
        tags,
        escalate,
        channel,
        emergency,
        answers);
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
