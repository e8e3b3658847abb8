package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How enum values are written outside the program: in lower case.
final class Wire {

  private Wire() {}

  static String nameOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String[] names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Wire::nameOf).toArray(String[]::new);
  }

  /// The value of that name; nothing when there is none.
  static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> nameOf(e).equals(name)).findFirst();
  }

  /// @throws Refusal when there is no such value
  static <E extends Enum<E>> E get(Class<E> type, String name) {
    return find(type, name)
        .orElseThrow(() ->
            new Refusal(
                ErrorCode.BAD_REQUEST,
                "“" + name + "”不是 " + String.join("、", names(type)) + " 之一"));
  }
}
