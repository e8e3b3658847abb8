package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The numbers of an answer by what they count: `7天` and `15元`. Two answers of which one says seven
/// days and the other fifteen contradict each other; seven days and fifteen yuan do not.
///
/// What variables stand for is not looked at: it is read live, and the same for both.
final class Figures {

  private static final String UNITS =
      "天|日|小时|个小时|分钟|个月|月|周|年|元|块|分|件|个|双|套|折|%|公斤|千克|kg|克|g|厘米|cm|次|点|号|期|倍";

  private static final Pattern FIGURE =
      Pattern.compile("(\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百千半]+)\\s*(" + UNITS + ")");

  private static final String DIGITS = "零一二三四五六七八九";

  private static final Map<String, String> SAME_UNIT =
      Map.of(
          "日", "天", "个小时", "小时", "块", "元", "千克", "公斤", "kg", "公斤", "克", "g", "cm", "厘米", "月", "个月");

  private Figures() {}

  /// Each unit of an answer with its numbers.
  static Map<String, Set<String>> of(String answer) {
    var figures = new HashMap<String, Set<String>>();
    var matcher = FIGURE.matcher(Folding.fold(Variables.fill(answer, _ -> " ")));
    while (matcher.find()) {
      var unit = SAME_UNIT.getOrDefault(matcher.group(2), matcher.group(2));
      figures.computeIfAbsent(unit, _ -> new HashSet<>()).add(number(matcher.group(1)));
    }
    return figures;
  }

  /// Whether two answers give different numbers of the same thing, and share none of them.
  static boolean contradict(String one, String other) {
    var mine = of(one);
    var theirs = of(other);
    return mine.entrySet().stream()
        .filter(figure -> theirs.containsKey(figure.getKey()))
        .anyMatch(figure -> {
          var shared = new HashSet<>(figure.getValue());
          shared.retainAll(theirs.getOrDefault(figure.getKey(), Set.of()));
          return shared.isEmpty();
        });
  }

  /// Chinese numerals as digits: 十五 is 15, 两 is 2, 半 stays.
  private static String number(String written) {
    if (Character.isDigit(written.charAt(0))) {
      return written.contains(".") ? written.replaceAll("0+$", "").replaceAll("\\.$", "") : written;
    }
    if (written.contains("半")) {
      return written;
    }
    int sum = 0;
    int digit = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      int unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1_000 : 0;
      if (unit > 0) {
        sum += Math.max(digit, 1) * unit;
        digit = 0;
      } else {
        digit = digit * (digit > 0 ? 10 : 1) + (c == '两' ? 2 : DIGITS.indexOf(c));
      }
    }
    return Integer.toString(sum + digit);
  }
}
