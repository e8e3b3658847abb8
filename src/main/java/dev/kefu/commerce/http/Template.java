package dev.kefu.commerce.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A text with places such as `{sku}`.
record Template(String text) {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

  /// @throws IllegalArgumentException for a place nobody can fill
  static Template of(String text, Set<String> places) {
    var used = PLACE.matcher(text).results().map(found -> found.group(1)).toList();
    for (var place : used) {
      if (!places.contains(place)) {
        throw new IllegalArgumentException(
            "there is no {" + place + "} here, only " + new TreeSet<>(places));
      }
    }
    return new Template(text);
  }

  /// The name of the one place this is, for a value that keeps its type; empty for anything else.
  String onlyPlace() {
    var matcher = PLACE.matcher(text);
    return matcher.matches() ? matcher.group(1) : "";
  }

  boolean holds(String place) {
    return text.contains("{" + place + "}");
  }

  String filled(Map<String, Object> values) {
    return filled(values, UnaryOperator.identity());
  }

  /// As a part of an address: nothing in a value can end its part.
  String filledForAddress(Map<String, Object> values) {
    return filled(values, Template::encoded);
  }

  private String filled(Map<String, Object> values, UnaryOperator<String> form) {
    return PLACE
        .matcher(text)
        .replaceAll(found ->
            java.util.regex.Matcher.quoteReplacement(
                form.apply(String.valueOf(values.getOrDefault(found.group(1), "")))));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
