package dev.kefu.knowledge;

import dev.kefu.knowledge.ArticleVersion.Author;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Articles for tests. A test changes what it is about and leaves the rest.
final class Samples {

  static final Author EDITOR = new Author("usr_editor", "小周");

  private Samples() {}

  static Builder article(String question, String answer) {
    return new Builder(question, answer);
  }

  static final class Builder {
    private final String question;
    private final String answer;
    private List<String> similar = List.of();
    private List<String> negative = List.of();
    private ArticleStage stage = ArticleStage.ANY;
    private List<String> skus = List.of();
    private Risk risk = Risk.LOW;
    private @Nullable Instant from;
    private @Nullable Instant until;
    private @Nullable String window;
    private List<String> tags = List.of();
    private List<String> emergency = List.of();
    private List<Variant> answers = List.of();

    Builder(String question, String answer) {
      this.question = question;
      this.answer = answer;
    }

    Builder similar(String... wordings) {
      similar = List.of(wordings);
      return this;
    }

    Builder negative(String... words) {
      negative = List.of(words);
      return this;
    }

    Builder stage(ArticleStage value) {
      stage = value;
      return this;
    }

    Builder skus(String... values) {
      skus = List.of(values);
      return this;
    }

    Builder risk(Risk value) {
      risk = value;
      return this;
    }

    Builder valid(@Nullable Instant first, @Nullable Instant end) {
      from = first;
      until = end;
      return this;
    }

    Builder window(String name) {
      window = name;
      return this;
    }

    Builder tags(String... values) {
      tags = List.of(values);
      return this;
    }

    Builder emergency(String... words) {
      emergency = List.of(words);
      return this;
    }

    Builder answers(Variant... values) {
      answers = List.of(values);
      return this;
    }

    ArticleFields fields() {
      return new ArticleFields(
          question, similar, negative, answer, "物流", stage, skus, risk, from, until, window, null,
          tags, false, null, emergency, answers);
    }
  }
}
