package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;

/// Why somebody takes a step, in their own words.
final class Reason {

  private static final int LONGEST = 200;

  private Reason() {}

  /// @return null when nothing was said
  static @Nullable String checked(@Nullable String why) {
    if (why == null || why.isBlank()) {
      return null;
    }
    var stripped = why.strip();
    if (stripped.length() > LONGEST || stripped.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "原因要是一行文字，最多 " + LONGEST + " 字");
    }
    return stripped;
  }
}
