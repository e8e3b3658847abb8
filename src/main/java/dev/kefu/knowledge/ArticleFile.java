package dev.kefu.knowledge;

import dev.kefu.base.Stage;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.content.FrontMatter;
import dev.kefu.content.YamlNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An article as a Markdown file: front matter and the answer. `knowledge-base/README.md` fixes the
/// form.
///
/// @param published whether the file says so
record ArticleFile(
    ContentFile file, FrontMatter matter, String id, ArticleFields fields, boolean published) {

  private static final String DRAFT = "draft";
  private static final String PUBLISHED = "published";

  /// Reads the form alone; [ArticleRules] judge what stands in it.
  ///
  /// @param importedAt what relative times count from
  /// @throws ContentError when the file has not the form
  static ArticleFile read(ContentFile file, Instant importedAt) {
    var matter = FrontMatter.of(file);
    var head =
        matter
            .head()
            .only(
                "id",
                "question",
                "similar",
                "negative",
                "category",
                "stage",
                "skus",
                "risk",
                "valid_from",
                "valid_until",
                "window",
                "owner",
                "tags",
                "escalate",
                "channel",
                "emergency",
                "answers",
                "status");
    return new ArticleFile(
        file,
        matter,
        head.get("id").text(),
        fields(head, matter.body(), file.name(), importedAt),
        head.find("status").map(s -> s.oneOf(DRAFT, PUBLISHED)).orElse(DRAFT).equals(PUBLISHED));
  }

  private static ArticleFields fields(
      YamlNode head, String answer, String file, Instant importedAt) {
    return new ArticleFields(
        head.get("question").text(),
        texts(head, "similar"),
        texts(head, "negative"),
        answer,
        text(head, "category").orElse(""),
        oneOf(head, "stage", ArticleStage.class).orElse(stageOf(file)),
        texts(head, "skus"),
        oneOf(head, "risk", Risk.class).orElse(Risk.LOW),
        time(head, "valid_from", importedAt),
        time(head, "valid_until", importedAt),
        text(head, "window").orElse(null),
        text(head, "owner").orElse(null),
        texts(head, "tags"),
        head.find("escalate").map(YamlNode::bool).orElse(false),
        text(head, "channel").orElse(null),
        texts(head, "emergency"),
        head.find("answers").map(ArticleFile::variants).orElse(List.of()));
  }

  private static List<Variant> variants(YamlNode answers) {
    return answers.items().stream()
        .map(item -> item.only("stage", "skus", "answer"))
        .map(item ->
            new Variant(
                oneOf(item, "stage", Stage.class).orElse(null),
                texts(item, "skus"),
                item.get("answer").text()))
        .toList();
  }

  /// The stage an article has by the folder it lies in.
  private static ArticleStage stageOf(String file) {
    if (file.contains("pre-sale/")) {
      return ArticleStage.PRE_SALE;
    }
    return file.contains("after-sale/") ? ArticleStage.AFTER_SALE : ArticleStage.ANY;
  }

  private static Optional<String> text(YamlNode head, String key) {
    return head.find(key).map(YamlNode::text);
  }

  private static List<String> texts(YamlNode head, String key) {
    return head.find(key).map(YamlNode::texts).orElse(List.of());
  }

  private static @Nullable Instant time(YamlNode head, String key, Instant importedAt) {
    return head.find(key).map(node -> node.time(importedAt)).orElse(null);
  }

  private static <E extends Enum<E>> Optional<E> oneOf(YamlNode head, String key, Class<E> type) {
    return head.find(key)
        .map(node -> Enum.valueOf(type, node.oneOf(Wire.names(type)).toUpperCase(Locale.ROOT)));
  }

  /// A mistake, told with the line it stands on.
  ContentError error(Mistake mistake) {
    return error(mistake.field(), mistake.message());
  }

  ContentError error(String field, String reason) {
    int line =
        field.equals("answer")
            ? matter.bodyLine()
            : matter.head().find(field).map(YamlNode::line).orElse(1);
    return file.error(line, field + ": " + reason);
  }
}
