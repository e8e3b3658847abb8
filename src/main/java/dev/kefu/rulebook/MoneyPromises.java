package dev.kefu.rulebook;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Order;
import dev.kefu.rulebook.Flag.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Money the shop would give. It may be named only when it was granted: so that what is said and
/// what is done are the same.
final class MoneyPromises implements Check {

  static final String RULE = "K-MONEY";

  /// 补您20元，另外再补20元: before a sum that comes on top of the one already said.
  private static final Pattern ON_TOP =
      Pattern.compile("另外|另(?=[补退赔返给送])|额外|外加|加上|除此之外|再(?!次|说|三)|还(?:会|要|能|可以|另|有|给|补|退|赔|返|送)|又");

  @Override
  public List<Flag> look(Scene scene) {
    var promises = promises(scene);
    if (promises.isEmpty()) {
      return List.of();
    }
    long total = total(promises);
    return switch (scene.draft().settled().granted().covers(total)) {
      case WHOLE -> List.of();
      case SOON -> List.of(Flag.notYet(flag(scene, promises, total)));
      case NONE -> List.of(flag(scene, promises, total));
    };
  }

  /// What all sums a text promises come to; 0 for none.
  static long total(Scene scene) {
    return total(promises(scene));
  }

  private static List<Said> promises(Scene scene) {
    return scene.sums().stream().filter(said -> isPromise(scene, said)).toList();
  }

  /// The same sum said twice is one promise, unless the second comes on top.
  private static long total(List<Said> promises) {
    var counted = new ArrayList<Long>();
    for (var said : promises) {
      long fen = said.amount().fen();
      if (!counted.contains(fen) || isOnTop(said.around())) {
        counted.add(fen);
      }
    }
    return counted.stream().mapToLong(Long::longValue).sum();
  }

  static boolean isOnTop(Around around) {
    return ON_TOP.matcher(around.clauseBefore()).find();
  }

  private static boolean isPromise(Scene scene, Said said) {
    return switch (said.sense()) {
      case PROMISE -> said.amount().fen() > 0;
      case REFUND -> !isOfTheOrder(scene, said.amount().fen());
      case CUT, OFFER, PRICE, OTHER -> false;
    };
  }

  /// The order's own money going back is no gift.
  private static boolean isOfTheOrder(Scene scene, long fen) {
    return scene.shelf().order(scene.draft()).stream().anyMatch(order -> isOf(order, fen));
  }

  private static boolean isOf(Order order, long fen) {
    return fen == order.amountFen()
        || order.lines().stream()
            .anyMatch(l -> fen == l.priceFen() || fen == l.priceFen() * l.quantity());
  }

  private static Flag flag(Scene scene, List<Said> promises, long total) {
    var first = promises.getFirst();
    long limit = scene.rules().mostFen(scene.role());
    var above = total > limit;
    var finding =
        scene.finding(
            RULE,
            "money",
            "承诺了 "
                + Fen.yuan(total)
                + " 元，"
                + (above ? "超出您的权限（最多 " + Fen.yuan(limit) + " 元）" : "还没有登记补偿"),
            above ? "请升级给主管" : "请先登记补偿，再发送",
            first.amount().from(),
            first.amount().to());
    return Flag.approve(finding, new Ask("compensation", total, first.form()));
  }
}
