package dev.kefu.assist;

import dev.kefu.knowledge.Variables;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a template of what somebody wrote by hand: where a number in it is a fact of the shop, and
/// stands where that fact would stand, a variable takes its place.
final class Templates {

  private record Place(Pattern pattern, String variable, String otherwise) {}

  private static final String NUMBER = "(?<value>\\d+(?:\\.\\d{1,2})?)";

  /// The narrower ones first.
  private static final List<Place> PLACES =
      List.of(
          new Place(
              Pattern.compile("(?:运费|邮费|快递费)[^\\d，。！？,!?]{0,6}" + NUMBER + "(?=\\s*(?:元|块))"),
              Variables.SHIPPING_FEE,
              "结算页所示"),
          new Place(
              Pattern.compile("(?<![\\d.])" + NUMBER + "(?=\\s*(?:件|个|只|双|条|套|台|瓶))"),
              Variables.STOCK,
              "若干"),
          new Place(
              Pattern.compile("(?<![\\d.])" + NUMBER + "(?=\\s*(?:元|块))"),
              Variables.PRICE,
              "商品页所示"),
          new Place(Pattern.compile("[¥￥]\\s*" + NUMBER + "(?![\\d.])"), Variables.PRICE, "商品页所示"),
          new Place(
              Pattern.compile("(?<!\\d)(?<value>\\d{1,2}[:：]\\d{2})(?!\\d)"),
              Variables.CUTOFF,
              "当天截单时间"),
          new Place(
              Pattern.compile("(?<![\\d.])" + NUMBER + "(?=\\s*积?分(?!钟))"),
              Variables.MEMBER_POINTS,
              "会员中心所示"),
          new Place(
              Pattern.compile("(?<![0-9A-Za-z])(?<value>[A-Za-z]{0,4}\\d{8,24})(?![0-9A-Za-z])"),
              Variables.ORDER_ID,
              "您的订单"));

  private Templates() {}

  /// @param values by name of variable, for what the text is about
  static String of(String text, Function<String, Value> values) {
    // Braces of the writer's own would be taken for variables.
    var template = text.replace('{', '（').replace('}', '）');
    for (var place : PLACES) {
      template = with(template, place, values);
    }
    return template;
  }

  private static String with(String text, Place place, Function<String, Value> values) {
    var found = place.pattern().matcher(text);
    var template = new StringBuilder();
    int done = 0;
    while (found.find()) {
      if (isValue(found, place, values)) {
        template
            .append(text, done, found.start("value"))
            .append("{{%s|else:%s}}".formatted(place.variable(), place.otherwise()));
        done = found.end("value");
      }
    }
    return template.append(text, done, text.length()).toString();
  }

  private static boolean isValue(Matcher found, Place place, Function<String, Value> values) {
    return values.apply(place.variable()) instanceof Value.Known(var known, _)
        && same(known, found.group("value").replace('：', ':'));
  }

  private static boolean same(String known, String written) {
    if (known.equals(written)) {
      return true;
    }
    return isNumber(known)
        && isNumber(written)
        && new BigDecimal(known).compareTo(new BigDecimal(written)) == 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,12}(?:\\.\\d{1,4})?");
  }
}
