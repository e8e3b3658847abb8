package dev.kefu.assist;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a file would change, or has changed, by codes or ids.
record Difference(List<String> added, List<String> changed, List<String> removed) {

  /// @param key what each is called by, once in each list
  static <T> Difference between(List<T> before, List<T> after, Function<T, String> key) {
    var from = before.stream().collect(Collectors.toMap(key, Function.identity()));
    var to = after.stream().collect(Collectors.toMap(key, Function.identity()));
    return new Difference(
        keys(after, key, each -> !from.containsKey(key.apply(each))),
        keys(after, key, each -> isOther(from, key.apply(each), each)),
        keys(before, key, each -> !to.containsKey(key.apply(each))));
  }

  boolean isNone() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  private static <T> boolean isOther(Map<String, T> from, String key, T now) {
    var was = from.get(key);
    return was != null && !was.equals(now);
  }

  private static <T> List<String> keys(List<T> of, Function<T, String> key, Predicate<T> which) {
    return of.stream().filter(which).map(key).toList();
  }
}
