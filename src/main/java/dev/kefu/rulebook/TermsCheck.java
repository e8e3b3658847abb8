package dev.kefu.rulebook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with when goods leave and where they go.
final class TermsCheck {

  private static final int MAX_CLOSED = 366;
  private static final int MAX_AREAS = 500;
  private static final int MAX_DAYS = 60;

  private static final Pattern TIME = Pattern.compile("(?:[01]\\d|2[0-3]):[0-5]\\d");
  private static final Pattern COURIER = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern DAYS = Pattern.compile("(\\d{1,2})(?:-(\\d{1,2}))?");

  private static final List<String> WEEK =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private final BiConsumer<String, String> problems;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> places = new HashSet<>();

  private TermsCheck(BiConsumer<String, String> problems) {
    this.problems = problems;
  }

  /// @param problems takes the field and what is wrong with it
  static void look(Rules rules, BiConsumer<String, String> problems) {
    var check = new TermsCheck(problems);
    var dispatch = rules.dispatch();
    if (dispatch != null) {
      check.dispatch(dispatch);
    }
    var areas = rules.shipping();
    if (areas != null) {
      check.require(areas.size() <= MAX_AREAS, "shipping", "最多 " + MAX_AREAS + " 行");
      for (int i = 0; i < areas.size(); i++) {
        check.area("shipping[" + i + "]", areas.get(i));
      }
    }
  }

  private void dispatch(Dispatch dispatch) {
    var cutoff = dispatch.cutoff();
    require(
        cutoff == null || TIME.matcher(cutoff).matches(), "dispatch.cutoff", "应为时间，如 16:00，或留空");
    require(WEEK.containsAll(dispatch.rest()), "dispatch.rest", "应为 " + WEEK);
    require(Set.copyOf(dispatch.rest()).size() < WEEK.size(), "dispatch.rest", "一周里至少有一天发货");
    require(dispatch.closed().size() <= MAX_CLOSED, "dispatch.closed", "最多 " + MAX_CLOSED + " 天");
    for (int i = 0; i < dispatch.closed().size(); i++) {
      var day = dispatch.closed().get(i);
      require(isDay(day), "dispatch.closed[" + i + "]", "不是日期：" + day);
    }
    require(
        Set.copyOf(dispatch.closed()).size() == dispatch.closed().size(),
        "dispatch.closed",
        "有重复的日期");
  }

  private static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private void area(String at, Area area) {
    if (!RulesCheck.isId(area.id())) {
      problems.accept(at + ".id", "应为大写字母、数字和连字符，最多 40 个");
    } else {
      require(ids.add(area.id()), at + ".id", "重复：" + area.id());
    }
    var courier = area.courier();
    require(courier != null && COURIER.matcher(courier).matches(), at + ".courier", "应为快递编号，如 zto");
    provinces(at + ".provinces", area.provinces(), String.valueOf(courier));
    if (area.served()) {
      require(isSpan(area.days()), at + ".days", "应为 1 到 " + MAX_DAYS + " 的天数，如 2 或 2-3");
    }
  }

  private void provinces(String at, @Nullable List<String> provinces, String courier) {
    if (provinces == null || provinces.isEmpty()) {
      problems.accept(at, "至少一个省份");
      return;
    }
    for (var province : provinces) {
      require(AreaPromises.isProvince(province), at, "没有这个省份：" + province);
      require(places.add(courier + " " + province), at, "这家快递的这个省份已在上面：" + province);
    }
  }

  private static boolean isSpan(@Nullable String days) {
    var matcher = DAYS.matcher(days == null ? "" : days);
    if (!matcher.matches()) {
      return false;
    }
    var least = Integer.parseInt(matcher.group(1));
    var most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
    return least >= 1 && least <= most && most <= MAX_DAYS;
  }

  private void require(boolean holds, String field, String message) {
    if (!holds) {
      problems.accept(field, message);
    }
  }
}
