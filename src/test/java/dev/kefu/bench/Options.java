package dev.kefu.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What was asked for on the command line: pairs of `--name value`.
final class Options {

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /// @throws IllegalArgumentException for a name nobody knows and for one without a value
  static Options of(String[] args, Set<String> known) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < args.length; i += 2) {
      var name = args[i].replaceFirst("^--", "");
      if (!known.contains(name) || i + 1 == args.length) {
        throw new IllegalArgumentException(
            args[i] + " is unknown or has no value; known are " + known);
      }
      values.put(name, args[i + 1]);
    }
    return new Options(values);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }
}
