package dev.kefu.assist;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.knowledge.Variables;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A ready sentence an agent calls by its code.
///
/// @param text may hold variables
/// @param stage `pre_sale after_sale any`
record QuickReply(String code, String title, String text, String stage) {

  static final String CODE = "[a-z0-9]{1,12}";
  static final int MAX_TITLE = 60;
  static final int MAX_TEXT = 1_000;
  static final String ANY = "any";
  static final Set<String> STAGES = Set.of("pre_sale", "after_sale", ANY);

  /// What somebody has typed, without the blanks around it.
  ///
  /// @throws Refusal `bad_request` for what cannot be one
  static QuickReply typed(
      @Nullable String code,
      @Nullable String title,
      @Nullable String text,
      @Nullable String stage) {
    if (code == null || !code.matches(CODE)) {
      throw refused("code 应为 1 到 12 个小写字母或数字");
    }
    if (stage != null && !STAGES.contains(stage)) {
      throw refused("stage 应为 pre_sale、after_sale 或 any");
    }
    var tidyText = tidy("text", text, MAX_TEXT);
    var mistakes = Variables.mistakes(tidyText);
    if (!mistakes.isEmpty()) {
      throw refused(mistakes.getFirst());
    }
    var tidyTitle = tidy("title", title, MAX_TITLE);
    if (tidyTitle.indexOf('\n') >= 0) {
      throw refused("title 不能换行");
    }
    return new QuickReply(code, tidyTitle, tidyText, stage == null ? ANY : stage);
  }

  private static String tidy(String field, @Nullable String given, int most) {
    var text = given == null ? "" : given.strip();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > most) {
      throw refused(field + " 应为 1 到 " + most + " 个字");
    }
    if (text.codePoints().anyMatch(QuickReply::isNoWriting)) {
      throw refused(field + " 含有不能使用的字符");
    }
    return text;
  }

  private static boolean isNoWriting(int c) {
    return c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static Refusal refused(String text) {
    return new Refusal(ErrorCode.BAD_REQUEST, text);
  }
}
