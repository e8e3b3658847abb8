package dev.kefu.knowledge;

import dev.kefu.content.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may stand in an article: the one place for the editors' console, imports and the content
/// folder alike. The limits are those of `knowledge-base/README.md`.
final class ArticleRules {

  private static final Pattern ID = Pattern.compile("kb_[a-z0-9_]{2,60}");

  private static final int MAX_QUESTION = 200;
  private static final int MAX_ANSWER = 1_000;
  private static final int MAX_SIMILAR = 200;
  private static final int MAX_NEGATIVE = 200;
  private static final int MAX_SKUS = 1_000;
  private static final int MAX_TAGS = 50;
  private static final int MAX_WORD = 60;
  private static final int MAX_EMERGENCY = 20;
  private static final int MAX_VARIANTS = 5;
  private static final int MAX_VARIANT_SKUS = 20;

  private final Windows windows;
  private final List<Mistake> mistakes = new ArrayList<>();

  private ArticleRules(Windows windows) {
    this.windows = windows;
  }

  /// Everything that is wrong; empty when nothing is.
  ///
  /// @param windows those an article may name
  static List<Mistake> mistakes(ArticleFields fields, Windows windows) {
    var rules = new ArticleRules(windows);
    rules.check(fields);
    return rules.mistakes;
  }

  /// @see #mistakes
  static List<Mistake> mistakesInId(String id) {
    return ID.matcher(id).matches()
        ? List.of()
        : List.of(new Mistake("id", "编号要以 kb_ 开头，后接 2 至 60 个小写字母、数字或下划线"));
  }

  private void check(ArticleFields fields) {
    line("question", fields.question(), 1, MAX_QUESTION);
    lines("similar", fields.similar(), MAX_SIMILAR, MAX_QUESTION);
    lines("negative", fields.negative(), MAX_NEGATIVE, MAX_WORD);
    answer(fields.answer());
    line("category", fields.category(), 0, MAX_WORD);
    lines("skus", fields.skus(), MAX_SKUS, MAX_WORD);
    lines("tags", fields.tags(), MAX_TAGS, MAX_WORD);
    optionalLine("owner", fields.owner());
    optionalLine("channel", fields.channel());
    validity(fields);
    emergency(fields);
    variants(fields);
  }

  private void answer(String answer) {
    answer("answer", answer);
  }

  private void answer(String field, String answer) {
    length(field, answer, 1, MAX_ANSWER);
    if (answer.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      add(field, "不能有控制字符");
    }
    Variables.mistakes(answer).forEach(m -> add(field, m));
  }

  /// A single character would call it all day.
  private void emergency(ArticleFields fields) {
    lines("emergency", fields.emergency(), MAX_EMERGENCY, MAX_WORD);
    if (fields.emergency().stream().anyMatch(word -> word.codePointCount(0, word.length()) < 2)) {
      add("emergency", "应急词要有至少 2 个字");
    }
    var endless = fields.validUntil() == null && fields.window() == null;
    if (!fields.emergency().isEmpty() && endless) {
      add("valid_until", "应急答案要有结束时间，或属于一个生效窗口");
    }
  }

  private void variants(ArticleFields fields) {
    var scopes = new HashSet<Object>();
    if (fields.answers().size() > MAX_VARIANTS) {
      add("answers", "最多 " + MAX_VARIANTS + " 条");
    }
    for (var variant : fields.answers()) {
      answer("answers", variant.answer());
      lines("answers", variant.skus(), MAX_VARIANT_SKUS, MAX_WORD);
      if (variant.stage() == null && variant.skus().isEmpty()) {
        add("answers", "要说明用于哪个阶段或哪些商品");
      }
      var scope = Arrays.asList(variant.stage(), Set.copyOf(variant.skus()));
      if (!scopes.add(scope)) {
        add("answers", "有两条用于同样的阶段和商品");
      }
    }
  }

  private void validity(ArticleFields fields) {
    var from = fields.validFrom();
    var until = fields.validUntil();
    if (from != null && until != null && !from.isBefore(until)) {
      add("valid_until", "要晚于 valid_from");
    }
    var window = fields.window();
    if (window != null && windows.find(window).isEmpty()) {
      add("window", "没有名为 " + window + " 的生效窗口");
    }
  }

  private void lines(String field, List<String> values, int most, int longest) {
    if (values.size() > most) {
      add(field, "最多 " + most + " 条");
    }
    values.forEach(value -> line(field, value, 1, longest));
  }

  private void optionalLine(String field, @Nullable String value) {
    if (value != null) {
      line(field, value, 1, MAX_WORD);
    }
  }

  private void line(String field, String value, int least, int most) {
    length(field, value, least, most);
    if (value.chars().anyMatch(Character::isISOControl)) {
      add(field, "只能是一行文字");
    }
  }

  private void length(String field, String value, int least, int most) {
    int length = value.codePointCount(0, value.length());
    if (length < least || length > most) {
      add(field, "要有 " + least + " 至 " + most + " 个字符，现有 " + length + " 个");
    }
    if (hasNoCharacter(value)) {
      add(field, "有不成字符的编码");
    }
  }

  static boolean hasNoCharacter(String text) {
    return text.codePoints().anyMatch(ArticleRules::isNoCharacter);
  }

  /// Half a pair, and what Unicode sets aside: no file could hold it.
  private static boolean isNoCharacter(int point) {
    return (point >= 0xD800 && point <= 0xDFFF) || (point & 0xFFFE) == 0xFFFE;
  }

  private void add(String field, String message) {
    mistakes.add(new Mistake(field, message));
  }
}
