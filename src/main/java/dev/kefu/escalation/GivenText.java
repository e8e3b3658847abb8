package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;

/// What somebody wrote into a field that may stay empty.
final class GivenText {

  private GivenText() {}

  /// @return without the blanks around it; null when nothing is left
  /// @throws Refusal `bad_request` when it is longer than `most` characters
  static @Nullable String of(String field, @Nullable String given, int most) {
    var text = given == null ? "" : given.strip();
    if (text.length() > most) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 最多 " + most + " 个字");
    }
    return text.isEmpty() ? null : text;
  }
}
