package dev.kefu.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables an answer may hold: `{{name|else:fallback}}`. The list is the one of
/// `knowledge-base/README.md`; who fills them asks the shop.
public final class Variables {

  public static final String STOCK = "stock";
  public static final String PRICE = "price";
  public static final String PAYABLE = "payable";
  public static final String PRODUCT_TITLE = "product.title";
  public static final String PROMOTION = "promotion";
  public static final String ORDER_ID = "order.id";
  public static final String ORDER_STATE = "order.state";
  public static final String ORDER_SHIP_BY = "order.ship_by";
  public static final String PARCEL_LAST = "parcel.last";
  public static final String PARCEL_NO = "parcel.no";
  public static final String MEMBER_TIER = "member.tier";
  public static final String MEMBER_POINTS = "member.points";
  public static final String SHIPPING_FEE = "shipping_fee";
  public static final String CUTOFF = "cutoff";

  /// Every name there is.
  public static final Set<String> NAMES =
      Set.of(
          STOCK,
          PRICE,
          PAYABLE,
          PRODUCT_TITLE,
          PROMOTION,
          ORDER_ID,
          ORDER_STATE,
          ORDER_SHIP_BY,
          PARCEL_LAST,
          PARCEL_NO,
          MEMBER_TIER,
          MEMBER_POINTS,
          SHIPPING_FEE,
          CUTOFF);

  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\{([a-z_.]+)\\|else:([^{}\\n]*[^{}\\s][^{}\\n]*)}}");

  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

  private Variables() {}

  /// One use of a variable.
  ///
  /// @param from index of its first brace
  /// @param to index behind its last brace
  public record Variable(int from, int to, String name, String fallback) {}

  /// The variables of an answer, in order; unknown names too.
  public static List<Variable> of(String answer) {
    var variables = new ArrayList<Variable>();
    var matcher = VARIABLE.matcher(answer);
    while (matcher.find()) {
      variables.add(
          new Variable(matcher.start(), matcher.end(), matcher.group(1), matcher.group(2)));
    }
    return variables;
  }

  /// The answer with something in the place of each variable.
  public static String fill(String answer, Function<Variable, String> value) {
    var filled = new StringBuilder();
    int end = 0;
    for (var variable : of(answer)) {
      filled.append(answer, end, variable.from()).append(value.apply(variable));
      end = variable.to();
    }
    return filled.append(answer, end, answer.length()).toString();
  }

  /// The answer as it reads when no fact is to be had.
  public static String withFallbacks(String answer) {
    return fill(answer, Variable::fallback);
  }

  /// What is wrong with the variables of an answer, for people; empty when nothing is.
  public static List<String> mistakes(String answer) {
    var mistakes = new ArrayList<String>();
    for (var variable : of(answer)) {
      if (!NAMES.contains(variable.name())) {
        mistakes.add("没有名为 " + variable.name() + " 的变量");
      }
    }
    Matcher stray = BRACES.matcher(fill(answer, _ -> ""));
    if (stray.find()) {
      mistakes.add("变量要写成 {{名称|else:兜底文字}}，兜底文字必填且不含花括号");
    }
    return mistakes;
  }
}
