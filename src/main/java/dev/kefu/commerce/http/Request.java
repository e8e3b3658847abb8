package dev.kefu.commerce.http;

import dev.kefu.commerce.line.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/// How the shop's system is asked for one thing, and where its answer stands.
///
/// @param name such as `products.find`
/// @param headers of this request alone
/// @param at where the thing stands in the answer; the whole answer when empty
/// @param isList whether a list stands there
/// @param refused statuses by which the shop says no to a payout
record Request(
    String name,
    String method,
    Template path,
    Map<String, Template> headers,
    @Nullable JsonTemplate body,
    boolean graphql,
    JsonPointer at,
    boolean isList,
    Pages pages,
    Set<Integer> refused) {

  private static final Set<String> UPWARDS = Set.of("", ".", "..");

  /// How a long list is read.
  ///
  /// @param by `none page offset cursor`
  /// @param size of a page
  /// @param most pages that are read
  /// @param first number of the first page
  /// @param next where the next cursor stands
  record Pages(String by, int size, int most, int first, JsonPointer next) {

    static final Pages NONE = new Pages("none", 0, 1, 0, JsonPointer.empty());
  }

  boolean uses(String place) {
    return path.holds(place) || (body != null && body.holds(place));
  }

  /// The call for some values; nothing when a value cannot be a part of a path, so that there can
  /// be no such thing.
  ///
  /// @param shared headers of every request
  Optional<Call> call(Map<String, Object> values, Map<String, String> shared) {
    if (leadsElsewhere(values)) {
      return Optional.empty();
    }
    var all = new LinkedHashMap<>(shared);
    headers.forEach((header, template) -> all.put(header, oneLine(template.filled(values))));
    return Optional.of(
        new Call(
            name,
            method,
            path.filledForAddress(values),
            all,
            body == null ? null : body.filled(values)));
  }

  /// `..` is encoded as itself, and would lead out of its part of the path.
  private boolean leadsElsewhere(Map<String, Object> values) {
    var parts = path.text().split("\\?", 2)[0].split("/", -1);
    for (var part : parts) {
      var template = new Template(part);
      if (!part.isEmpty() && UPWARDS.contains(template.filled(values).strip())) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]", "");
  }

  /// The values of one page.
  Map<String, Object> page(Map<String, Object> values, int page, String cursor) {
    var all = new LinkedHashMap<>(values);
    all.put("page", pages.first() + page);
    all.put("offset", page * pages.size());
    all.put("size", pages.size());
    all.put("cursor", cursor.isEmpty() && body != null ? null : cursor);
    return all;
  }

  static List<String> pagePlaces() {
    return List.of("page", "offset", "size", "cursor");
  }
}
