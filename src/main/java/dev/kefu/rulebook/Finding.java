package dev.kefu.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing in a text that touches a rule.
///
/// @param rule id of the rule, such as `B-OFFSITE`
/// @param kind `money discount price time area goods banned privacy legal fact`
/// @param text why, for people
/// @param advice a better wording or a next step
/// @param from index of the first UTF-16 unit it is about
/// @param to index behind the last one
public record Finding(
    String rule, String kind, String text, @Nullable String advice, int from, int to) {

  /// 请写“一般1至3天送达”: what stands between the marks may stand in the reply.
  private static final Pattern WORDING = Pattern.compile("请(?:改)?写(?:成)?“([^”]+)”");

  /// A wording that may take the place of what was found; null when the advice holds none.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonProperty
  public @Nullable String rewrite() {
    var wording = WORDING.matcher(advice == null ? "" : advice);
    return wording.find() ? wording.group(1) : null;
  }
}
