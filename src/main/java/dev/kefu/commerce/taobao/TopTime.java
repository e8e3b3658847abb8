package dev.kefu.commerce.taobao;

import dev.kefu.commerce.line.Unreadable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/// The platform's times: of the clocks in China, without saying so.
final class TopTime {

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private TopTime() {}

  static String text(Instant moment) {
    return FORM.format(moment.atOffset(CHINA));
  }

  /// @throws Unreadable for what is no such time
  static Instant moment(String name, String text) {
    try {
      return LocalDateTime.parse(text, FORM).toInstant(CHINA);
    } catch (DateTimeParseException _) {
      throw new Unreadable(name + " is no time");
    }
  }
}
