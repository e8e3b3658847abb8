package dev.kefu.rulebook;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers that belong to a person: mobile phones, identity cards, and other people's orders.
final class PersonalData implements Check {

  static final String PHONE = "K-PHONE";
  static final String IDENTITY = "K-IDENTITY";
  static final String ORDER = "K-ORDER";

  /// 11 digits, also spelled out or parted by one sign each, but not a part of a longer number or
  /// of a code with letters.
  static final Pattern MOBILE =
      Pattern.compile(
          "(?<![0-9a-zA-Z零〇一二三四五六七八九幺][-_.· *]?|[0-9])(?:\\+?86[- ]?)?"
              + "(?<number>[1一幺][-_.· *]?[3-9三四五六七八九](?:[-_.· *]{0,2}[0-9零〇一二三四五六七八九幺]){9})"
              + "(?![-_.· ]?[0-9零〇一二三四五六七八九幺]|[a-zA-Z])");

  static final Pattern CARD =
      Pattern.compile("(?<![0-9a-zA-Z])(?<number>[1-8]\\d{16}[0-9xX])(?![0-9a-zA-Z])");

  private static final Pattern CODE =
      Pattern.compile(
          "(?<![0-9a-zA-Z])(?<number>[a-zA-Z]{0,6}[0-9][0-9a-zA-Z-]{6,30})(?![0-9a-zA-Z])");

  private static final Pattern NUMBER_OF_THING =
      Pattern.compile("(?:订单|单号|运单|快递单|编号|货号|物流号|退货码|取件码|流水号)(?:号|为|是|：|:)*\\s*$");

  private static final Signs OF_MOBILE = Signs.of(MOBILE);
  private static final Signs OF_CODE = Signs.of(CODE);

  private static final String SPOKEN = "零一二三四五六七八九";
  private static final String FORMAL = "零壹贰叁肆伍陆柒捌玖";
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  /// More codes than this in one reply are no conversation.
  private static final int MOST_CODES = 5;

  @Override
  public List<Flag> look(Scene scene) {
    var text = halfWidth(scene.reading().original());
    var flags = new ArrayList<Flag>();
    var letters = Letters.of(text);
    if (OF_MOBILE.in(letters)) {
      each(scene, MOBILE.matcher(text), m -> phone(scene, text, m), flags);
    }
    // A card's number looks like a code.
    if (OF_CODE.in(letters)) {
      each(scene, CARD.matcher(text), PersonalData::card, flags);
      each(scene, CODE.matcher(text), m -> order(scene, m), flags);
    }
    return flags;
  }

  private static void each(Scene scene, Matcher matcher, Judge judge, List<Flag> flags) {
    int looked = 0;
    while (looked < MOST_CODES && matcher.find()) {
      if (!scene.inSlot(matcher.start("number"), matcher.end("number"))) {
        looked++;
        judge.judge(matcher).ifPresent(flags::add);
      }
    }
  }

  private static Optional<Flag> phone(Scene scene, String text, Matcher m) {
    var digits = digits(m.group("number"));
    var label = text.substring(Math.max(0, m.start() - 10), m.start("number"));
    if (NUMBER_OF_THING.matcher(label).find()
        || digits.equals(scene.draft().order())
        || scene.shelf().traceHolds(scene.draft(), digits)) {
      return Optional.empty();
    }
    return Optional.of(block(PHONE, "含手机号码，不能发送", "请勿在会话中发送个人电话", m));
  }

  private static Optional<Flag> card(Matcher m) {
    return isIdentityCard(m.group("number"))
        ? Optional.of(block(IDENTITY, "含身份证号码，不能发送", "请勿在会话中发送证件号码", m))
        : Optional.empty();
  }

  /// An order may be spoken of with its own buyer only.
  private static Optional<Flag> order(Scene scene, Matcher m) {
    var code = m.group("number");
    if (code.equals(scene.draft().order()) || code.chars().filter(Character::isDigit).count() < 6) {
      return Optional.empty();
    }
    return scene.shelf().order(code) instanceof Answer.Found<Order>(var order)
            && !order.buyer().equals(scene.draft().buyer())
        ? Optional.of(block(ORDER, "这是其他买家的订单，不能发送", "请核对订单号", m))
        : Optional.empty();
  }

  private static Flag block(String rule, String text, @Nullable String advice, Matcher m) {
    return Flag.block(
        new Finding(rule, "privacy", text, advice, m.start("number"), m.end("number")));
  }

  private static String digits(String number) {
    var digits = new StringBuilder();
    for (char c : number.replace('幺', '一').replace('〇', '零').toCharArray()) {
      int spoken = SPOKEN.indexOf(c);
      if (spoken >= 0) {
        digits.append(spoken);
      } else if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  /// GB 11643: a birthday in the middle, a check digit at the end.
  private static boolean isIdentityCard(String number) {
    try {
      LocalDate.of(
          Integer.parseInt(number.substring(6, 10)),
          Integer.parseInt(number.substring(10, 12)),
          Integer.parseInt(number.substring(12, 14)));
    } catch (DateTimeException _) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length())
        == Character.toUpperCase(number.charAt(17));
  }

  /// Full-width digits, letters and signs by their plain twins; every unit keeps its place.
  static String halfWidth(String text) {
    var plain = text.toCharArray();
    for (int i = 0; i < plain.length; i++) {
      int formal = FORMAL.indexOf(plain[i]);
      if (formal >= 0) {
        plain[i] = SPOKEN.charAt(formal);
      } else if (plain[i] >= '！' && plain[i] <= '～') {
        plain[i] = (char) (plain[i] - '！' + '!');
      } else if (Character.isSpaceChar(plain[i])) {
        plain[i] = ' ';
      }
    }
    return new String(plain);
  }

  private interface Judge {
    Optional<Flag> judge(Matcher m);
  }
}
