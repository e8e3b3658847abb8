package dev.kefu.commerce.http;

import dev.kefu.commerce.line.Unreadable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Where one field of ours is found in a thing of theirs, and how it is read.
///
/// @param at null for a constant
/// @param minus what is taken off a number, such as what is reserved of what is there
/// @param each within each element of a list that is found there; the texts are joined by `by`
/// @param unit of money: `fen` or `yuan`
/// @param format of a time: `rfc3339`, `epoch_s`, `epoch_ms` or `local`, in the shop's zone
/// @param map their words to ours; `*` for any other
/// @param fallback what stands when there is none; null for nothing
/// @param rows of a list of things; null for anything else
record Field(
    @Nullable JsonPointer at,
    @Nullable JsonPointer minus,
    @Nullable JsonPointer each,
    String by,
    String unit,
    String format,
    Map<String, String> map,
    @Nullable String fallback,
    @Nullable Fields rows) {

  private static final int MAX_TEXT = 2_000;
  private static final long MAX_FEN = 1_000_000_000_00L;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd[' ']['T']HH:mm[:ss]");

  /// The text there, in our words; null when there is none.
  @Nullable String text(JsonNode thing) {
    var found = at == null ? null : told(thing.at(at));
    if (found == null) {
      return fallback;
    }
    if (map.isEmpty()) {
      return found;
    }
    var word = map.getOrDefault(found, map.get("*"));
    if (word == null) {
      throw new Unreadable("has a word that is not mapped");
    }
    return word;
  }

  private @Nullable String told(JsonNode node) {
    if (each != null && node.isArray()) {
      var parts = node.valueStream().map(part -> scalar(part.at(each))).toList();
      return parts.contains(null) ? null : String.join(by, parts.toArray(String[]::new));
    }
    return scalar(node);
  }

  private static @Nullable String scalar(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isContainer()) {
      throw new Unreadable("is no plain value");
    }
    var text = node.asString();
    if (text.length() > MAX_TEXT) {
      throw new Unreadable("is too long");
    }
    return text.isEmpty() ? null : text.replaceAll("[\\p{Cntrl}]", " ").strip();
  }

  long fen(String text) {
    var number = decimal(text);
    var fen = unit.equals("yuan") ? number.movePointRight(2) : number;
    try {
      var exact = fen.longValueExact();
      if (exact >= 0 && exact <= MAX_FEN) {
        return exact;
      }
    } catch (ArithmeticException _) {
      // told below, as any other sum nobody can have
    }
    throw new Unreadable("is no sum in " + unit);
  }

  /// What is there less what is taken off; never below nothing.
  int count(String text, JsonNode thing) {
    var off = minus == null ? null : scalar(thing.at(minus));
    try {
      var left = whole(text) - (off == null ? 0 : whole(off));
      return Math.toIntExact(Math.max(0, left));
    } catch (ArithmeticException _) {
      throw new Unreadable("is no number we can count to");
    }
  }

  static long whole(String text) {
    try {
      return decimal(text).longValueExact();
    } catch (ArithmeticException _) {
      throw new Unreadable("is no whole number");
    }
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw new Unreadable("is no number");
    }
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new Unreadable("is neither true nor false");
    };
  }

  Instant moment(String text, ZoneId zone) {
    var moment = moment(text, zone, format);
    if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
      throw new Unreadable("is no time of ours");
    }
    return moment;
  }

  private static Instant moment(String text, ZoneId zone, String format) {
    try {
      return switch (format) {
        case "epoch_s" -> Instant.ofEpochSecond(whole(text));
        case "epoch_ms" -> Instant.ofEpochMilli(whole(text));
        case "local" -> LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
        default -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeException _) {
      throw new Unreadable("is no time");
    }
  }
}
