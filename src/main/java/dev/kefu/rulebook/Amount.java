package dev.kefu.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number in a text that is, or may be, a sum of money.
///
/// @param from in the tight text
/// @param to in the tight text, behind the unit
/// @param stated whether a unit or sign of money stands with it; without one it is only a number
record Amount(int from, int to, long fen, boolean stated) {

  private static final String VALUE =
      "(?:(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d{1,2})?(?:[十百千万]|个?[kw](?![a-z\\d]))?|["
          + Numerals.CHINESE
          + "]+)";

  static final Pattern MONEY =
      Pattern.compile(
          "(?<![\\d.])(?<sign>¥|rmb|cny|人民币)?(?:VALUE[-~至到])?(?<value>VALUE)"
                  .replace("VALUE", VALUE)
              + "(?:(?<mao>毛|角)钱?"
              + "|(?<unit>元|圆|块钱|块|rmb|cny|yuan|¥|大洋|大元|软妹币|毛爷爷|张毛爷爷|r币|r(?![a-z])|人民币)"
              + "(?:(?<tail>[\\d一二三四五六七八九半])(?<tenth>毛|角)?)?)?");

  /// 块 also counts things (两块香皂); what may follow it when it is money.
  private static final Pattern AFTER_KUAI =
      Pattern.compile(
          "^(?:$|[^\\p{L}]|钱|的|给|红|优|券|差|运|邮|补|赔|退|返|过|整|算|转|q$|左右|以内|吧|哦|哈|呢|了|啦|作|当|现|和"
              + "|能接受|能行|能成|咋|吗|么|如何|或|每|一件|一|包|无|多|可以|行|就|到|我|您|你|亲|怎|好|算|打|转|立|购|抵|代|小|已|稍|会|今|明|直)");

  private static final Pattern OF_HUNDRED = Pattern.compile("百分之$");
  private static final Pattern HUNDREDTHS = Pattern.compile("分之");

  private static final Signs OF_MONEY = Signs.of(MONEY);

  private static final Pattern LETTER_O = Pattern.compile("(?<=\\d)o+(?=\\d*(?:元|块|rmb|$))");
  private static final Signs OF_LETTER_O = Signs.of(LETTER_O);
  private static final int FEN_A_YUAN = 100;
  private static final int FEN_A_MAO = 10;

  /// All of them, in order.
  static List<Amount> in(Reading reading) {
    if (!OF_MONEY.in(reading.letters())) {
      return List.of();
    }
    var text = figures(reading);
    var found = new ArrayList<Amount>();
    results(text, m -> add(found, of(text, m)));
    return found;
  }

  /// What the pattern finds, from left to right. It is tried only where it can begin, since in most
  /// replies that is nearly nowhere.
  static void results(String text, Consumer<MatchResult> each) {
    var money = MONEY.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    for (int at = beginning(text, 0); at < text.length(); ) {
      if (money.region(at, text.length()).lookingAt()) {
        each.accept(money);
        at = beginning(text, money.end());
      } else {
        at = beginning(text, at + 1);
      }
    }
  }

  private static int beginning(String text, int from) {
    int at = from;
    while (at < text.length() && !begins(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Whether the pattern can begin with a character.
  private static boolean begins(char c) {
    return (c >= '0' && c <= '9')
        || c == '¥'
        || c == 'r'
        || c == 'c'
        || c == '人'
        || Numerals.CHINESE.indexOf(c) >= 0;
  }

  /// 1oo元 is 100元.
  private static String figures(Reading reading) {
    var tight = reading.tight().text();
    return OF_LETTER_O.in(reading.letters())
        ? LETTER_O.matcher(tight).replaceAll(o -> "0".repeat(o.group().length()))
        : tight;
  }

  private static void add(List<Amount> found, @Nullable Amount amount) {
    if (amount != null) {
      found.add(amount);
    }
  }

  private static @Nullable Amount of(String text, MatchResult m) {
    var value = Numerals.parse(m.group("value"));
    if (value == null || isShare(text, m)) {
      return null;
    }
    var unit = m.group("unit");
    if (m.group("mao") != null) {
      return new Amount(m.start(), m.end(), value.longValue() * FEN_A_MAO, true);
    }
    if ("块".equals(unit) && m.group("tail") == null && countsThings(text, m, value)) {
      return new Amount(m.start(), m.end("value"), fen(value), m.group("sign") != null);
    }
    var tail = tail(text, m);
    int end = tail > 0 ? m.end() : unit == null ? m.end("value") : m.end("unit");
    return new Amount(m.start(), end, fen(value) + tail, unit != null || m.group("sign") != null);
  }

  /// 百分之二十 is neither a hundred nor twenty of anything.
  private static boolean isShare(String text, MatchResult m) {
    return OF_HUNDRED.matcher(text).region(0, m.start()).find()
        || HUNDREDTHS.matcher(text).region(m.end(), text.length()).lookingAt();
  }

  private static boolean countsThings(String text, MatchResult m, BigDecimal value) {
    var together = "一".equals(m.group("value")) && value.intValue() == 1;
    var after = text.substring(m.end("unit"), Math.min(text.length(), m.end("unit") + 4));
    return !AFTER_KUAI.matcher(after).find() || (together && !after.startsWith("钱"));
  }

  /// 五块八 and 3元5角: the tenths behind the unit. 块 may stand without 毛, 元 may not.
  private static long tail(String text, MatchResult m) {
    var tail = m.group("tail");
    if (tail == null) {
      return 0;
    }
    var open = m.group("tenth") == null;
    var goesOn = m.end() < text.length() && Character.isLetterOrDigit(text.charAt(m.end()));
    if (open && (!"块".equals(m.group("unit")) || goesOn)) {
      return 0;
    }
    var tenths = "半".equals(tail) ? BigDecimal.valueOf(5) : Numerals.parse(tail);
    return tenths == null ? 0 : tenths.longValue() * FEN_A_MAO;
  }

  private static long fen(BigDecimal yuan) {
    return yuan.multiply(BigDecimal.valueOf(FEN_A_YUAN)).longValue();
  }
}
