package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Writes a place in a list so that nobody is tempted to read it.
final class Cursor {

  private Cursor() {}

  static String of(ListedArticles.Place place) {
    return encode(place.key() + " " + place.id());
  }

  static String of(long number) {
    return encode(Long.toString(number));
  }

  static ListedArticles.@Nullable Place place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var parts = decode(cursor).split(" ", 2);
    if (parts.length != 2) {
      throw unknown();
    }
    return new ListedArticles.Place(parse(parts[0]), parts[1]);
  }

  static long number(@Nullable String cursor, long otherwise) {
    return cursor == null ? otherwise : parse(decode(cursor));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static long parse(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  private static Refusal unknown() {
    return new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效，请从第一页重新开始");
  }
}
