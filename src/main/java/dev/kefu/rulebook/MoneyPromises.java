package dev.kefu.rulebook;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Order;
import dev.kefu.rulebook.Flag.Ask;
import java.util.List;

/// Money the shop would give. It may be named only when it was granted: so that what is said and
/// what is done are the same.
final class MoneyPromises implements Check {

  static final String RULE = "K-MONEY";

  @Override
  public List<Flag> look(Scene scene) {
    var promises = scene.sums().stream().filter(said -> isPromise(scene, said)).toList();
    // The same sum said twice is one promise.
    long total = promises.stream().mapToLong(s -> s.amount().fen()).distinct().sum();
    return promises.isEmpty() || total <= scene.draft().settled().grantedFen()
        ? List.of()
        : List.of(flag(scene, promises, total));
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
