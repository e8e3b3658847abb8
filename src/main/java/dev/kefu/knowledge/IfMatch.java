package dev.kefu.knowledge;

import dev.kefu.base.VersionConflict;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions as HTTP tells them.
final class IfMatch {

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private IfMatch() {}

  /// The version a writer says it has read; `*` is the current one.
  ///
  /// @throws VersionConflict with the current one for whoever does not say it
  static long read(@Nullable String header, long current) {
    if ("*".equals(header)) {
      return current;
    }
    var matcher = TAG.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      throw new VersionConflict(current);
    }
    return Long.parseLong(matcher.group(1));
  }

  static String tag(long version) {
    return "\"" + version + "\"";
  }
}
