package dev.kefu.base;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions as `ETag` and `If-Match` tell them.
public final class VersionTag {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

  private VersionTag() {}

  /// The version a writer says they have read.
  ///
  /// @throws Refusal `bad_request` for whoever does not say it
  public static int required(@Nullable String ifMatch) {
    var matcher = TAG.matcher(ifMatch == null ? "" : ifMatch.strip());
    if (!matcher.matches()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请用 If-Match 写明读到的版本");
    }
    return Integer.parseInt(matcher.group(1));
  }

  public static String of(long version) {
    return "\"" + version + "\"";
  }
}
