package dev.kefu.knowledge;

import dev.kefu.content.Archive;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Articles as Markdown files, one by one or in an archive that is laid out as the content folder.
final class ArticleMarkdown {

  private static final Archive.Limits LIMITS =
      new Archive.Limits(ArticleSheet.MAX_ROWS, 256L * 1_024);

  private ArticleMarkdown() {}

  /// The files of an archive: those under `faq/` if there is such a folder, else all. A name says
  /// nothing but the stage.
  ///
  /// @throws dev.kefu.base.Refusal when the archive is broken, or larger than it may be
  static List<ContentFile> files(byte[] zip) {
    var files = new ArrayList<ContentFile>();
    Archive.entries(zip, LIMITS, Archive::isMarkdown)
        .forEach((name, bytes) -> files.add(file(name, bytes)));
    var faq = files.stream().filter(f -> ("/" + f.name()).contains("/faq/")).toList();
    return faq.isEmpty() ? files : faq;
  }

  static ContentFile file(String name, byte[] bytes) {
    return new ContentFile(name, Texts.decode(bytes).replace("\r\n", "\n"));
  }

  static List<Incoming> read(List<ContentFile> files, Instant now) {
    var incoming = new ArrayList<Incoming>();
    for (var file : files) {
      incoming.add(Told.by(incoming.size() + 1, file, now));
    }
    return incoming;
  }

  static byte[] write(Iterable<Article> articles) {
    var files = new LinkedHashMap<String, String>();
    for (var article : articles) {
      files.put(folder(article.fields().stage()) + article.id() + ".md", text(article));
    }
    return Archive.write(files);
  }

  private static String folder(ArticleStage stage) {
    return switch (stage) {
      case PRE_SALE -> "faq/pre-sale/";
      case AFTER_SALE -> "faq/after-sale/";
      case ANY -> "faq/";
    };
  }

  private static String text(Article article) {
    var fields = article.fields();
    var head = new StringBuilder("---\n");
    add(head, "id", article.id());
    add(head, "question", fields.question());
    add(head, "similar", fields.similar());
    add(head, "negative", fields.negative());
    add(head, "category", fields.category());
    add(head, "stage", Wire.nameOf(fields.stage()));
    add(head, "skus", fields.skus());
    add(head, "risk", Wire.nameOf(fields.risk()));
    add(head, "window", fields.window());
    add(head, "valid_from", fields.validFrom());
    add(head, "valid_until", fields.validUntil());
    add(head, "owner", fields.owner());
    add(head, "tags", fields.tags());
    add(head, "channel", fields.channel());
    add(head, "emergency", fields.emergency());
    if (!fields.answers().isEmpty()) {
      // JSON is YAML
      head.append("answers: ").append(Cells.variants(fields.answers())).append('\n');
    }
    head.append("escalate: ").append(fields.escalate()).append('\n');
    head.append("status: ").append(status(article)).append('\n');
    return head.append("---\n").append(fields.answer()).append('\n').toString();
  }

  private static String status(Article article) {
    return Wire.nameOf(
        article.status() == ArticleStatus.PUBLISHED
            ? ArticleStatus.PUBLISHED
            : ArticleStatus.DRAFT);
  }

  private static void add(StringBuilder head, String key, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      head.append(key).append(": ").append(quoted(value.toString())).append('\n');
    }
  }

  private static void add(StringBuilder head, String key, List<String> values) {
    if (!values.isEmpty()) {
      head.append(key).append(":\n");
      values.forEach(value -> head.append("  - ").append(quoted(value)).append('\n'));
    }
  }

  /// A JSON string is a YAML string, whatever stands in it.
  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  /// What one file tells.
  ///
  /// @param file null when it has not the form
  /// @param mistake what is wrong with the form
  private record Told(int row, @Nullable ArticleFile file, @Nullable Mistake mistake)
      implements Incoming {

    private static final ArticleFields NOTHING = ArticleFields.blank();

    static Told by(int row, ContentFile file, Instant now) {
      try {
        return new Told(row, ArticleFile.read(file, now), null);
      } catch (ContentError e) {
        return new Told(row, null, new Mistake(e.file() + ":" + e.line(), e.reason()));
      }
    }

    @Override
    public String id() {
      return file == null ? "" : file.id();
    }

    @Override
    public List<String> cells() {
      return ArticleSheet.cells(id(), file == null ? NOTHING : file.fields(), "draft");
    }

    @Override
    public ArticleFields over(@Nullable ArticleFields existing, List<Mistake> mistakes) {
      if (mistake != null) {
        mistakes.add(mistake);
      }
      return file == null ? NOTHING : file.fields();
    }
  }
}
