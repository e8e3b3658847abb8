package dev.kefu.commerce;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Fen;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.content.DispatchDays;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// On what terms the shop sells: what sending costs, what runs.
@RestController
@RequestMapping("/api/v1")
class TermsController {

  private static final int MAX_WEIGHT_G = 100_000;

  private final Shipping shipping;
  private final Promotions promotions;
  private final ShopProfile profile;
  private final Clock clock;

  TermsController(Shipping shipping, Promotions promotions, ShopProfile profile, Clock clock) {
    this.shipping = shipping;
    this.promotions = promotions;
    this.profile = profile;
    this.clock = clock;
  }

  /// @param feeFen left out where the courier does not deliver
  record QuoteView(
      String courier,
      String courierName,
      String province,
      int weightG,
      boolean served,
      @Nullable Long feeFen,
      String days,
      Instant asOf,
      String source,
      List<Fact> facts) {

    static QuoteView of(Shipping.Quote quote) {
      var key = quote.courier() + "/" + quote.province() + "/" + quote.weightG();
      var fee = quote.served() ? quote.feeFen() : null;
      var value = fee == null ? "" : Fen.yuan(fee);
      return new QuoteView(
          quote.courier(),
          quote.courierName(),
          quote.province(),
          quote.weightG(),
          quote.served(),
          fee,
          quote.days(),
          quote.asOf(),
          quote.source(),
          List.of(Fact.fresh(FactKind.SHIPPING_FEE, key, value, quote.asOf(), quote.source())));
    }
  }

  @GetMapping("/shipping-quotes")
  Page<QuoteView> quotes(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String courier,
      @RequestParam String region,
      @RequestParam(name = "weight_g", defaultValue = "1000") int weightG) {
    requireStaff(staff);
    if (region.isBlank() || weightG < 1 || weightG > MAX_WEIGHT_G) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST, "region 不能为空，weight_g 应在 1 到 " + MAX_WEIGHT_G + " 之间");
    }
    var only = courier == null || courier.isBlank() ? null : courier;
    var quotes = shipping.quotes(only, region, weightG).orRefuse("没有报价");
    return Page.all(quotes.stream().map(QuoteView::of).toList());
  }

  /// @param cutoff what is paid before it leaves the same day; left out when the shop promises
  ///   nothing
  /// @param leaves the day on which what is paid now leaves
  /// @param words what may be said of it now
  record DispatchView(
      @Nullable String cutoff,
      ZoneId zone,
      List<DayOfWeek> rest,
      List<LocalDate> closed,
      @Nullable LocalDate leaves,
      @Nullable String words,
      Instant at) {

    static DispatchView of(DispatchDays days, Instant now) {
      var cutoff = days.cutoff();
      return new DispatchView(
          cutoff == null ? null : cutoff.toString(),
          days.zone(),
          days.rest().stream().sorted().toList(),
          days.closed().stream().sorted().toList(),
          days.leaves(now).orElse(null),
          days.words(now).orElse(null),
          now);
    }
  }

  /// When what is paid leaves.
  @GetMapping("/dispatch")
  DispatchView dispatch(@AuthenticationPrincipal Staff staff) {
    requireStaff(staff);
    return DispatchView.of(profile.shop().dispatch(), clock.instant());
  }

  /// What runs at a moment, for a SKU or, without one, at all.
  @GetMapping("/promotions")
  Page<Promotions.Promotion> promotions(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "") String sku,
      @RequestParam(required = false) @Nullable String at) {
    requireStaff(staff);
    var moment = at == null || at.isBlank() ? clock.instant() : moment(at);
    var found = sku.isBlank() ? promotions.running(moment) : promotions.of(sku, moment);
    return Page.all(found.orRefuse("没有活动"));
  }

  /// A `+` that nobody escaped in the address has become a space.
  static Instant moment(String at) {
    try {
      return OffsetDateTime.parse(at.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException _) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "at 应为带时区的时间，如 2026-12-12T00:00:00+08:00");
    }
  }

  private static void requireStaff(Staff staff) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.EDITOR);
  }
}
