package dev.kefu.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kefu.content.TimeOrOffset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The cells of one row by column, read as what they stand for. A column that is not there gives
/// what was before.
final class Cells {

  /// Its own mapper: files must not change with the settings of the wire.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_EMPTY))
          .build();

  private final Map<String, String> values;
  private final Instant now;
  private final List<Mistake> mistakes;

  /// @param now what relative times count from
  /// @param mistakes receives what cannot be read
  Cells(Map<String, String> values, Instant now, List<Mistake> mistakes) {
    this.values = values;
    this.now = now;
    this.mistakes = mistakes;
  }

  String text(String column, String before) {
    return values.getOrDefault(column, before);
  }

  @Nullable String textOrNull(String column, @Nullable String before) {
    var value = values.get(column);
    return value == null ? before : value;
  }

  List<String> list(String column, List<String> before) {
    var value = values.get(column);
    return value == null ? before : split(value);
  }

  <E extends Enum<E>> E oneOf(String column, Class<E> type, E whenEmpty, E before) {
    var value = values.get(column);
    if (value == null) {
      return before;
    }
    if (value.isBlank()) {
      return whenEmpty;
    }
    return Wire.find(type, value.strip().toLowerCase(Locale.ROOT))
        .orElseGet(() -> mistaken(column, String.join("、", Wire.names(type)) + " 之一", before));
  }

  boolean bool(String column, boolean before) {
    var value = values.get(column);
    if (value == null) {
      return before;
    }
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> mistaken(column, "true 或 false", before);
    };
  }

  @Nullable Instant time(String column, @Nullable Instant before) {
    var value = values.get(column);
    if (value == null) {
      return before;
    }
    if (value.isBlank()) {
      return null;
    }
    try {
      return TimeOrOffset.parse(value.strip(), now);
    } catch (IllegalArgumentException _) {
      mistakes.add(new Mistake(column, "要写成 2026-12-12T00:00:00+08:00 这样的时间"));
      return before;
    }
  }

  List<Variant> variants(String column, List<Variant> before) {
    var value = values.get(column);
    if (value == null) {
      return before;
    }
    if (value.isBlank()) {
      return List.of();
    }
    try {
      return List.of(JSON.readValue(value, Variant[].class));
    } catch (JacksonException | NullPointerException _) {
      return mistaken(
          column, "形如 [{\"stage\":\"pre_sale\",\"skus\":[\"A\"],\"answer\":\"…\"}] 的 JSON", before);
    }
  }

  /// Other answers as one cell: JSON, empty for none.
  static String variants(List<Variant> variants) {
    return variants.isEmpty() ? "" : JSON.writeValueAsString(variants);
  }

  private <T> T mistaken(String column, String expected, T before) {
    mistakes.add(new Mistake(column, "要是 " + expected));
    return before;
  }

  static String join(List<String> parts) {
    return String.join(
        "|", parts.stream().map(p -> p.replace("\\", "\\\\").replace("|", "\\|")).toList());
  }

  /// Undoes [#join]; parts of nothing but space are left out.
  static List<String> split(String cell) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      var escaped = c == '\\' && i + 1 < cell.length() && "\\|".indexOf(cell.charAt(i + 1)) >= 0;
      if (escaped) {
        part.append(cell.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts.stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
  }
}
