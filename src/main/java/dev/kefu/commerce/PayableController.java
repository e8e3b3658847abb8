package dev.kefu.commerce;

import dev.kefu.account.Role;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Shoppers;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Fen;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Payable.Line;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a shopper would pay, for staff: the sum and how it comes about.
@RestController
@RequestMapping("/api/v1")
class PayableController {

  private final FinalPrices prices;
  private final Orders orders;
  private final Shoppers shoppers;
  private final Clock clock;

  PayableController(FinalPrices prices, Orders orders, Shoppers shoppers, Clock clock) {
    this.prices = prices;
    this.orders = orders;
    this.shoppers = shoppers;
    this.clock = clock;
  }

  /// @param facts what a reply may quote: the price of one piece
  record View(
      List<Payable.Share> lines,
      long goodsFen,
      long totalFen,
      List<Payable.Step> steps,
      List<String> gifts,
      Instant asOf,
      String source,
      List<Fact> facts) {

    static View of(Payable payable, @Nullable String buyer) {
      return new View(
          payable.lines(),
          payable.goodsFen(),
          payable.totalFen(),
          payable.steps(),
          payable.gifts(),
          payable.asOf(),
          payable.source(),
          facts(payable, buyer));
    }

    private static List<Fact> facts(Payable payable, @Nullable String buyer) {
      var line = payable.lines().getFirst();
      if (payable.lines().size() > 1 || line.quantity() > 1) {
        return List.of();
      }
      var key = buyer == null ? line.sku() : line.sku() + "/" + buyer;
      return List.of(
          Fact.fresh(
              FactKind.PAYABLE,
              key,
              Fen.yuan(payable.totalFen()),
              payable.asOf(),
              payable.source()));
    }
  }

  /// @param lines `SKU:quantity`, split by commas; without a quantity one piece
  /// @param order instead of `lines`: what stands in it, at today's prices
  /// @param shopper whose tier counts; nobody's unless given
  /// @param at now unless given
  @GetMapping("/payable")
  View payable(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "") String lines,
      @RequestParam(defaultValue = "") String order,
      @RequestParam(required = false) @Nullable String shopper,
      @RequestParam(required = false) @Nullable String at) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (lines.isBlank() == order.isBlank()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "lines 与 order 应填且只填一个");
    }
    var moment = at == null || at.isBlank() ? clock.instant() : TermsController.moment(at);
    var buyer = shopper == null || shopper.isBlank() ? null : buyer(shopper);
    var goods = order.isBlank() ? lines(lines) : linesOf(order);
    return View.of(prices.of(goods, buyer, moment).orRefuse("没有这件商品"), buyer);
  }

  private @Nullable String buyer(String shopper) {
    return shoppers
        .find(new ShopperId(shopper))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这位顾客：" + shopper))
        .buyer();
  }

  private List<Line> linesOf(String order) {
    return orders.find(order).orRefuse("没有这笔订单：" + order).lines().stream()
        .map(line -> new Line(line.sku(), line.quantity()))
        .toList();
  }

  private static List<Line> lines(String text) {
    return Stream.of(text.split(",", -1)).map(PayableController::line).toList();
  }

  private static Line line(String text) {
    var cut = text.lastIndexOf(':');
    try {
      return cut < 0
          ? new Line(text.strip(), 1)
          : new Line(text.substring(0, cut).strip(), Integer.parseInt(text.substring(cut + 1)));
    } catch (NumberFormatException _) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "lines 应为 SKU:数量，以逗号分隔");
    }
  }
}
