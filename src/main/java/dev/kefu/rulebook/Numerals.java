package dev.kefu.rulebook;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads numbers as people write them: `1,299.50`, `1.5万`, `4十`, `2k`, `五十`, `两百五`, `四零`.
final class Numerals {

  /// All characters a Chinese number is made of, for patterns.
  static final String CHINESE = "零〇一二两三四五六七八九十百千万廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

  private static final String ONES = "零一二三四五六七八九";
  private static final String FORMAL = "零壹贰叁肆伍陆柒捌玖";
  private static final long LARGEST = 100_000_000L;

  private Numerals() {}

  /// @return the value, or null when it is no number or one beyond reason
  static @Nullable BigDecimal parse(String text) {
    var value = text.isEmpty() || !digit(text.charAt(0)) ? chinese(text) : arabic(text);
    return value == null || value.compareTo(BigDecimal.valueOf(LARGEST)) > 0 ? null : value;
  }

  private static @Nullable BigDecimal arabic(String text) {
    var plain = text.replace(",", "").replace("个", "");
    long times = unit(plain.charAt(plain.length() - 1));
    var digits = times > 1 ? plain.substring(0, plain.length() - 1) : plain;
    return digits.length() > 12
        ? null
        : new BigDecimal(digits).multiply(BigDecimal.valueOf(Math.max(1, times)));
  }

  private static @Nullable BigDecimal chinese(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return null;
    }
    return BigDecimal.valueOf(
        text.chars().anyMatch(c -> unit((char) c) > 1 || c == '廿' || c == '卅')
            ? structured(text)
            : positional(text));
  }

  /// `四零` is said digit by digit.
  private static long positional(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      value = value * 10 + one(text.charAt(i));
    }
    return value;
  }

  private static long structured(String text) {
    long total = 0;
    long below = 0;
    long last = 0;
    long lastUnit = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean twenty = c == '廿';
      boolean tens = twenty || c == '卅';
      long unit = tens ? 10 : unit(c);
      if (tens) {
        below += twenty ? 20 : 30;
        lastUnit = 10;
      } else if (unit == 10_000) {
        total = (total + Math.max(1, below + last)) * unit;
        below = 0;
        last = 0;
        lastUnit = unit;
      } else if (unit > 1) {
        below += Math.max(1, last) * unit;
        last = 0;
        lastUnit = unit;
      } else {
        last = one(c);
        lastUnit = last == 0 ? 1 : lastUnit;
      }
    }
    // 两百五 is 250: a digit left over counts in tenths of the unit before it.
    return total + below + last * (lastUnit >= 100 ? lastUnit / 10 : 1);
  }

  private static long one(char c) {
    int value = ONES.indexOf(c);
    if (value < 0) {
      value = FORMAL.indexOf(c);
    }
    return c == '两' ? 2 : Math.max(0, value);
  }

  private static long unit(char c) {
    return switch (c) {
      case '十', '拾' -> 10;
      case '百', '佰' -> 100;
      case '千', '仟', 'k' -> 1_000;
      case '万', 'w' -> 10_000;
      default -> 1;
    };
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
