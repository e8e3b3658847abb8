package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.CourierClaim.Reason;
import dev.kefu.escalation.CourierClaim.Status;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Claims against couriers: for a parcel that was lost, stuck or damaged the shop asks its money
/// back. One is open for a parcel at a time, and how it ended is said once. They never touch what
/// was granted to shoppers; [CourierReport] puts the two beside each other.
@Component
public class CourierClaims {

  /// An order has one parcel at a time, which is sent again a few times at most.
  private static final int MOST_OF_ORDER = 50;

  private final CourierClaimRows rows;
  private final Orders orders;
  private final Shipping shipping;
  private final ShopProfile shop;
  private final TransactionTemplate transactions;
  private final StoreTime time;

  CourierClaims(
      CourierClaimRows rows,
      Orders orders,
      Shipping shipping,
      ShopProfile shop,
      TransactionTemplate transactions,
      StoreTime time) {
    this.rows = rows;
    this.orders = orders;
    this.shipping = shipping;
    this.shop = shop;
    this.transactions = transactions;
    this.time = time;
  }

  /// What a claim is to be opened with.
  ///
  /// @param filedAt null for now
  record Filing(
      String order,
      Reason reason,
      long askedFen,
      @Nullable Instant filedAt,
      @Nullable String reference,
      @Nullable String note) {}

  /// An open claim whose time to answer is over.
  ///
  /// @param buyer whose order it is; empty once they were erased
  public record Overdue(
      String id,
      String courier,
      String parcel,
      String order,
      String buyer,
      long askedFen,
      Instant answerBy) {}

  /// Opens a claim for the parcel an order has now. Asks the shop; call outside any transaction.
  ///
  /// @throws Refusal `conflict` with `claim` when one is open for the parcel, or when there is no
  ///   parcel; `bad_request`, `not_found`, `unavailable`, `forbidden`
  CourierClaim open(Staff by, Filing filing) {
    by.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER);
    var order = order(filing.order());
    var claim = claim(by, order, filing);
    if (!done(() -> rows.open(claim, order.buyer()))) {
      throw new Refusal(
          ErrorCode.CONFLICT,
          "包裹" + claim.parcel() + "已有一笔未了结的快递理赔",
          rows.openFor(claim.courier(), claim.parcel())
              .map(open -> Map.of("claim", open.id()))
              .orElse(Map.of()));
    }
    return rows.find(claim.id()).orElseThrow();
  }

  private CourierClaim claim(Staff by, Order order, Filing filing) {
    var parcel = order.parcel();
    if (parcel == null) {
      throw new Refusal(ErrorCode.CONFLICT, "订单还没有包裹，不能向快递理赔");
    }
    if (filing.askedFen() < 1 || filing.askedFen() > order.amountFen()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "索赔金额应大于 0，且不超过订单金额");
    }
    var now = time.now();
    var filedAt = filing.filedAt() == null ? now : filing.filedAt();
    if (filedAt.isAfter(now) || filedAt.isBefore(order.createdAt())) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "提交时间应在下单之后，且不晚于现在");
    }
    var courier = courier(order, parcel);
    return new CourierClaim(
        Ids.next("claim_"),
        Status.OPEN,
        courier,
        courier,
        parcel,
        order.order(),
        filing.reason(),
        filing.askedFen(),
        filing.reference(),
        filing.note(),
        filedAt,
        filedAt.plus(answersWithin(courier)),
        now,
        by.id().value(),
        by.name(),
        null,
        null,
        null,
        null,
        null);
  }

  private Duration answersWithin(String courier) {
    return Duration.ofDays(
        shop.told().courier(courier).map(Shop.Courier::claimDays).orElse(Shop.Courier.CLAIM_DAYS));
  }

  private Order order(String number) {
    return switch (orders.find(number)) {
      case Answer.Found<Order>(var order) -> order;
      case Answer.Missing<Order>() -> throw new Refusal(ErrorCode.NOT_FOUND, "没有这个订单");
      case Answer.Failed<Order>(var reason) ->
          throw new Refusal(ErrorCode.UNAVAILABLE, "暂时查询不到订单：" + reason);
    };
  }

  private String courier(Order order, String parcel) {
    if (order.courier() != null) {
      return order.courier();
    }
    return switch (shipping.parcel(parcel)) {
      case Answer.Found<Parcel>(var found) -> found.courier();
      case Answer.Missing<Parcel>() -> throw new Refusal(ErrorCode.CONFLICT, "查不到包裹由哪家快递承运");
      case Answer.Failed<Parcel>(var reason) ->
          throw new Refusal(ErrorCode.UNAVAILABLE, "暂时查询不到包裹：" + reason);
    };
  }

  /// Says how a claim ended. It counts in the report, so it is for who supervises.
  ///
  /// @param paidFen with `PAID` only, at most what was asked
  /// @param remark needed unless paid
  /// @throws Refusal `conflict` with `status` when somebody has said so before; `bad_request`,
  ///   `not_found`, `forbidden`
  CourierClaim settle(
      Staff by, String id, Status outcome, @Nullable Long paidFen, @Nullable String remark) {
    by.require(Role.SUPERVISOR, Role.MANAGER);
    var claim = rows.find(id).orElseThrow(CourierClaims::noSuchClaim);
    requireComplete(claim, outcome, paidFen, remark);
    var settled =
        new CourierClaim(
            id,
            outcome,
            claim.courier(),
            claim.courierName(),
            claim.parcel(),
            claim.order(),
            claim.reason(),
            claim.askedFen(),
            claim.reference(),
            claim.note(),
            claim.filedAt(),
            claim.answerBy(),
            claim.openedAt(),
            claim.openedBy(),
            claim.openedByName(),
            paidFen,
            remark,
            time.now(),
            by.id().value(),
            by.name());
    if (!done(() -> rows.settle(settled))) {
      throw settledBefore(rows.find(id).orElseThrow(CourierClaims::noSuchClaim));
    }
    return settled;
  }

  private static void requireComplete(
      CourierClaim claim, Status outcome, @Nullable Long paidFen, @Nullable String remark) {
    var complete =
        switch (outcome) {
          case OPEN -> false;
          case PAID -> paidFen != null && paidFen > 0 && paidFen <= claim.askedFen();
          case REJECTED, WITHDRAWN -> paidFen == null && remark != null;
        };
    if (!complete) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "赔付需填金额（大于 0，不超过索赔金额）；拒赔或撤回需填原因");
    }
  }

  private static Refusal settledBefore(CourierClaim claim) {
    return new Refusal(
        ErrorCode.CONFLICT,
        "这笔理赔已由" + claim.settledByName() + "登记：" + claim.status().title(),
        Map.of("status", claim.status()));
  }

  private static Refusal noSuchClaim() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这笔快递理赔");
  }

  private boolean done(BooleanSupplier work) {
    return Boolean.TRUE.equals(transactions.execute(_ -> work.getAsBoolean()));
  }

  /// What was not answered in time, by id.
  ///
  /// @param afterId last id of the page before, empty for the first
  public List<Overdue> overdue(Instant now, String afterId, int limit) {
    return rows.overdue(now, afterId, limit);
  }

  /// The same of one order.
  public List<Overdue> overdueOf(String order, Instant now) {
    return rows.overdueOf(order, now, MOST_OF_ORDER);
  }
}
