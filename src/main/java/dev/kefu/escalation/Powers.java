package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.conversation.ConversationId;
import dev.kefu.rulebook.Claim;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Ruling;
import dev.kefu.rulebook.Spent;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Who may give how much. Asked inside the transaction that gives it, so that what was given a
/// moment before counts.
final class Powers {

  private static final Duration QUOTA_WINDOW = Duration.ofDays(30);

  private final Rulebook rulebook;
  private final CaseRows cases;
  private final ShopProfile shop;
  private final StoreTime time;

  Powers(Rulebook rulebook, CaseRows cases, ShopProfile shop, StoreTime time) {
    this.rulebook = rulebook;
    this.cases = cases;
    this.shop = shop;
    this.time = time;
  }

  /// What the rules say of a new claim.
  Ruling of(ConversationId conversation, CheckedClaim checked, Staff by) {
    var request = checked.request();
    var claim =
        new Claim(
            request.kind(),
            request.reason(),
            request.proposalFen(),
            request.form(),
            price(request.isCut(), request.order(), checked.orderAmountFen()),
            checked.shown(),
            request.isCut()
                ? cases.cutFen(checked.shopper().id().value(), request.order(), request.sku(), "")
                : cases.givenFen(conversation, request.reason(), request.order()),
            new Claim.About(
                checked.category(),
                checked.tier(),
                claims(checked),
                checked.floorFen(),
                checked.freightFen(),
                null));
    var spent =
        spent(request.kind(), by.id().value(), checked.shopper().id().value(), request.order(), "");
    return rulebook.rule(claim, Rulebook.roleOf(by), spent);
  }

  /// What this shopper has claimed in 30 days, before this one.
  int claims(CheckedClaim checked) {
    return cases.claims(checked.shopper().id().value(), time.now().minus(QUOTA_WINDOW));
  }

  /// What an order cost before anything was taken off it: the share a role may take off is of that.
  private @Nullable Long price(boolean isCut, @Nullable String order, @Nullable Long now) {
    return isCut && order != null ? cases.priceBefore(order).orElse(now) : now;
  }

  /// Inside the rules a role decides freely; beside them, up to what it may ever give, with a
  /// remark; above that not at all, but for the store manager, who answers for it with a remark.
  ///
  /// @return whether it goes beyond the rules
  /// @throws Refusal `forbidden` or, for a missing remark or more than the order, `bad_request`
  boolean require(
      Staff by,
      Case found,
      Shopper shopper,
      long amount,
      @Nullable String form,
      Decision decision) {
    requireNotAboveTheOrder(found, amount);
    var role = Rulebook.roleOf(by);
    var given = cases.givenFen(found.conversation(), found.reason(), found.order());
    switch (of(found, shopper.id().value(), amount, form, by)) {
      case Ruling.Within _ -> {
        return false;
      }
      case Ruling.Above(_, _, var why, var needs) ->
          requireBeside(
              decision,
              role == Role.MANAGER || (needs == null && given + amount <= most(found, role)),
              why);
      case Ruling.NoRule() ->
          requireBeside(decision, role == Role.MANAGER || amount <= most(found, role), "没有对应的规则");
    }
    return true;
  }

  /// What the rules say when somebody gives a sum for a case that is open.
  Ruling of(Case found, String shopper, long amount, @Nullable String form, Staff by) {
    var isCut = Forms.isCut(found.kind(), form);
    var claim =
        new Claim(
            found.kind(),
            found.reason(),
            amount,
            form,
            price(isCut, found.order(), found.orderAmountFen()),
            cases.isShown(found.id()),
            isCut
                ? cases.cutFen(shopper, found.order(), found.sku(), found.id())
                : cases.givenFen(found.conversation(), found.reason(), found.order()),
            cases.about(found.id(), found.rule()));
    var spent = spent(found.kind(), found.requestedBy(), shopper, found.order(), found.id());
    return rulebook.rule(claim, Rulebook.roleOf(by), spent);
  }

  private void requireNotAboveTheOrder(Case found, long amount) {
    var order = found.orderAmountFen();
    if (order != null && amount > order) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "金额超过订单金额");
    }
    var number = found.order();
    if (order != null && number != null && cases.givenFen(number) + amount > order) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "该订单累计补偿与让利超过订单金额");
    }
  }

  /// A discount is bounded by its share of the price alone.
  private long most(Case found, Role role) {
    return found.kind().equals(Forms.DISCOUNT)
        ? 0
        : rulebook.mostFen(found.reason(), role).orElse(Long.MAX_VALUE);
  }

  private static void requireBeside(Decision decision, boolean mayDecide, String why) {
    if (!mayDecide) {
      throw new Refusal(ErrorCode.FORBIDDEN, "超出您的审批权限，请上报店长：" + why);
    }
    if (decision.remark() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "超出规则的决定须填写备注：" + why);
    }
  }

  private Spent spent(
      String kind, String agent, String shopper, @Nullable String order, String except) {
    var now = time.now();
    var today = now.atZone(shop.zone()).truncatedTo(ChronoUnit.DAYS).toInstant();
    return cases.spent(kind, agent, shopper, order, today, now.minus(QUOTA_WINDOW), except);
  }
}
