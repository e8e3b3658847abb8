package dev.kefu.rulebook;

import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Shipping.Quote;
import dev.kefu.content.DispatchDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds what is said of when goods leave and arrive against the shop's terms: its cut-off, the
/// days on which nothing leaves, and its couriers' usual days by province. What the terms do not
/// tell stays what it is without them.
final class Deliveries {

  private static final String DAY = "(?<day>今天|今日|今晚|今儿|当天|明天|明日|明早|明晚|大后天|后天)";

  /// Up to the deed, and no further than the next day that is named.
  private static final String GAP = "(?:(?!今天|今日|今晚|今儿|当天|明天|明日|明早|明晚|后天)[^。!?;\\n,、:]){0,8}?";

  private static final Pattern LEAVES =
      Pattern.compile(DAY + GAP + "(?:发货|发出|发走|寄出|出库|走货|发(?!票|现|生|到)|寄)");

  private static final Pattern ARRIVES =
      Pattern.compile(
          "(?:"
              + DAY
              + "|(?<days>[\\d一二两三四五六七八九十]{1,3})(?:天(?:之?内)?|日之?内))"
              + GAP
              + "(?:到(?!账)|送达|收到|收货|签收|拿到)");

  /// Sooner than a day is not what a cut-off tells.
  private static final Pattern HASTE = Pattern.compile("马上|立刻|立马|即刻|秒|小时|钟头|分钟");

  private static final Pattern SURE =
      Pattern.compile("(?<!不)一定|肯定|保证|必|绝对|百分|100%|铁定|准|稳|包|确保|担保|妥妥");

  private static final Pattern FIGURES = Pattern.compile("\\d{1,2}");

  private final Scene scene;

  private Deliveries(Scene scene) {
    this.scene = scene;
  }

  /// What the terms say of a promise.
  sealed interface Judged {

    /// By the terms it is so.
    ///
    /// @param sure whether it was said with a certainty nobody has
    /// @param arrives whether it is about the arrival, which is the courier's
    /// @param advice how to say it
    record True(boolean sure, boolean arrives, String advice) implements Judged {}

    /// By the terms it is not so.
    record False(String text, String advice) implements Judged {}

    /// The terms do not tell.
    record Open() implements Judged {}
  }

  /// @param from in the tight text
  static Judged judge(Scene scene, int from, int to) {
    var said = scene.tight().substring(from, to);
    if (HASTE.matcher(said).find()) {
      return new Judged.Open();
    }
    var around = Around.of(scene.tight(), from, to);
    var arrives = ARRIVES.matcher(said);
    var leaves = LEAVES.matcher(said);
    if (!leaves.find()) {
      return arrives.find() ? arrival(scene, said, around, arrives) : new Judged.Open();
    }
    var left = new Deliveries(scene).leaving(said, offset(leaves.group("day")));
    return arrives.find(leaves.end()) ? both(left, arrival(scene, said, around, arrives)) : left;
  }

  private static Judged arrival(Scene scene, String said, Around around, Matcher arrives) {
    var days = arrives.group("days");
    var offset = days == null ? offset(arrives.group("day")) : number(days);
    return offset < 0 ? new Judged.Open() : new Deliveries(scene).arriving(said, around, offset);
  }

  /// Sent then and there then: as true as the less true of both.
  private static Judged both(Judged leaves, Judged arrives) {
    if (leaves instanceof Judged.False || !(arrives instanceof Judged.True)) {
      return leaves instanceof Judged.False ? leaves : arrives;
    }
    return leaves instanceof Judged.True ? arrives : leaves;
  }

  private static int offset(@Nullable String day) {
    if (day == null || day.startsWith("今") || day.startsWith("当")) {
      return 0;
    }
    return day.startsWith("明") ? 1 : day.startsWith("大") ? 3 : 2;
  }

  /// The most that is meant, three of 两三; -1 for what is no number.
  private static int number(String text) {
    var range = text.length() == 2 && text.chars().noneMatch(c -> c == '十' || c < 0x80);
    BigDecimal value = Numerals.parse((range ? text.substring(1) : text).replace('两', '二'));
    return value == null ? -1 : value.intValue();
  }

  private Judged leaving(String said, int offset) {
    var days = scene.shelf().dispatch();
    var now = scene.shelf().now();
    var order = scene.shelf().order(scene.draft());
    if (order.isPresent() && !waits(order.get())) {
      return new Judged.Open();
    }
    var paid = paid(order, now);
    var leaves = days.leaves(paid == null ? now : paid);
    if (leaves.isEmpty() || leaves.get().isBefore(days.dayOf(now))) {
      return new Judged.Open();
    }
    if (paid == null && isSoldOut()) {
      return new Judged.False("现在没有货，不能说“" + said + "”", "请引用实时库存与补货时间");
    }
    var words = words(days, leaves.get(), paid, now);
    return leaves.get().isAfter(days.dayOf(now).plusDays(offset))
        ? new Judged.False(
            (paid == null ? "现在付款的" : "这笔订单")
                + DispatchDays.named(leaves.get(), days.dayOf(now))
                + "才发出，不能说“"
                + said
                + "”",
            "请写“" + words + "”")
        : new Judged.True(SURE.matcher(said).find(), false, "请写“" + words + "”");
  }

  private static boolean waits(Order order) {
    return order.state() == OrderState.UNPAID || order.state() == OrderState.PAID;
  }

  private static @Nullable Instant paid(Optional<Order> order, Instant now) {
    return order
        .filter(o -> o.state() == OrderState.PAID)
        .map(o -> o.paidAt() == null ? now : o.paidAt())
        .orElse(null);
  }

  private boolean isSoldOut() {
    return scene.shelf().focus(scene.draft()).filter(Deliveries::isSoldOut).isPresent();
  }

  private static boolean isSoldOut(Product product) {
    return !product.onSale() || product.stock() == 0;
  }

  private static String words(
      DispatchDays days, LocalDate leaves, @Nullable Instant paid, Instant now) {
    return paid == null
        ? days.words(now).orElse("")
        : "您的订单预计" + DispatchDays.named(leaves, days.dayOf(now)) + "发出";
  }

  private Judged arriving(String said, Around around, int offset) {
    var order = scene.shelf().order(scene.draft());
    var sentence = around.before() + said + around.after();
    var place = AreaPromises.place(sentence).or(() -> order.map(Order::province)).orElse("");
    var slowest = place.isEmpty() ? -1 : slowest(place, sentence, order);
    if (slowest < 0) {
      return new Judged.Open();
    }
    var days = scene.shelf().dispatch();
    var now = scene.shelf().now();
    var today = days.dayOf(now);
    var arrives = start(days, order, now).plusDays(slowest);
    var advice = "请写“" + place + "一般" + slowest + "天左右送达，以物流为准”";
    if (arrives.isAfter(today.plusDays(offset))) {
      return new Judged.False(
          place
              + "一般"
              + slowest
              + "天，最快"
              + DispatchDays.named(arrives, today)
              + "到，不能说“"
              + said
              + "”",
          advice);
    }
    return SURE.matcher(said).find() || days.cutoff() == null
        ? new Judged.Open()
        : new Judged.True(false, true, advice);
  }

  /// The day it is on its way from; as early as can be where nobody knows.
  private static LocalDate start(DispatchDays days, Optional<Order> order, Instant now) {
    var shipped = order.map(Order::shippedAt).orElse(null);
    if (shipped != null) {
      return days.dayOf(shipped);
    }
    var paid = paid(order, now);
    var today = days.dayOf(now);
    var leaves = days.leaves(paid == null ? now : paid).orElse(today);
    return leaves.isBefore(today) ? today : leaves;
  }

  /// Usual days of the courier that is named, of the order's, or of the slowest; -1 where nobody
  /// knows.
  private int slowest(String place, String sentence, Optional<Order> order) {
    var served = scene.shelf().quotes(scene.draft(), place).stream().filter(Quote::served).toList();
    var named = served.stream().filter(q -> isNamed(q, sentence)).toList();
    var courier = order.map(Order::courier).orElse("");
    var theirs = served.stream().filter(q -> q.courier().equals(courier)).toList();
    var meant = named.isEmpty() ? theirs.isEmpty() ? served : theirs : named;
    return meant.isEmpty() ? -1 : slowest(meant);
  }

  private static int slowest(List<Quote> quotes) {
    int slowest = -1;
    for (var quote : quotes) {
      var figures = FIGURES.matcher(quote.days());
      int days = -1;
      while (figures.find()) {
        days = Integer.parseInt(figures.group());
      }
      if (days < 0) {
        return -1;
      }
      slowest = Math.max(slowest, days);
    }
    return slowest;
  }

  private static boolean isNamed(Quote quote, String sentence) {
    var name = quote.courierName();
    return (name.length() >= 2 && sentence.contains(name.substring(0, 2)))
        || (quote.courier().length() > 2
            && sentence.contains(quote.courier().toLowerCase(Locale.ROOT)));
  }
}
