package dev.kefu.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// An answer as its editor wrote it: words and variables, `{{name|else:fallback}}`.
///
/// Anything that is no variable stays as it is, so that no answer is ever unreadable.
record Template(List<Part> parts) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{\\s*([a-z_]+(?:\\.[a-z_]+)?)\\s*(?:\\|\\s*else:([^{}]*))?}}");

  sealed interface Part {

    record Words(String text) implements Part {}

    /// @param fallback stands for the variable when its value is not to be had
    record Variable(String name, String fallback) implements Part {}
  }

  static Template parse(String text) {
    var parts = new ArrayList<Part>();
    var variables = VARIABLE.matcher(text);
    int done = 0;
    while (variables.find()) {
      if (variables.start() > done) {
        parts.add(new Part.Words(text.substring(done, variables.start())));
      }
      var fallback = variables.group(2);
      parts.add(new Part.Variable(variables.group(1), fallback == null ? "" : fallback.strip()));
      done = variables.end();
    }
    if (done < text.length()) {
      parts.add(new Part.Words(text.substring(done)));
    }
    return new Template(List.copyOf(parts));
  }
}
