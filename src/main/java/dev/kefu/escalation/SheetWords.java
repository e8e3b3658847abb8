package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The words of sheets in the languages of the screens. `sheets.en.json` beside this class holds
/// each beside its English.
final class SheetWords {

  private static final Map<String, String> ENGLISH = read("sheets.en.json");

  private SheetWords() {}

  /// What is no word of ours stays what it is.
  ///
  /// @param language `zh` or `en`
  /// @throws Refusal `bad_request` for another one
  static UnaryOperator<String> of(String language) {
    return switch (language) {
      case "zh" -> UnaryOperator.identity();
      case "en" -> word -> ENGLISH.getOrDefault(word, word);
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "language 应为 zh 或 en");
    };
  }

  private static Map<String, String> read(String name) {
    try (var file = Objects.requireNonNull(SheetWords.class.getResourceAsStream(name), name)) {
      return JsonMapper.shared().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
