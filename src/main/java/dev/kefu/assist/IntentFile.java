package dev.kefu.assist;

import java.util.List;
import java.util.stream.Collectors;

/// Writes `intents.yaml` as [HelpFiles] reads it; the same labels give the same bytes.
final class IntentFile {

  private IntentFile() {}

  static String write(List<Intent> intents) {
    return intents.stream()
        .map(intent ->
            "- intent: %s\n  title: %s\n  examples:\n%s"
                .formatted(
                    intent.intent(),
                    quoted(intent.title()),
                    intent.examples().stream()
                        .map(example -> "    - " + quoted(example) + "\n")
                        .collect(Collectors.joining())))
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
