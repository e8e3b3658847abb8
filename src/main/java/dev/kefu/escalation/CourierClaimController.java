package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.CourierClaim.Reason;
import dev.kefu.escalation.CourierClaim.Status;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Claims against couriers over REST, and what became of them.
@RestController
@RequestMapping("/api/v1")
class CourierClaimController {

  private static final int MOST_SHOWN = 500;
  private static final int MAX_WORDS = 1_000;
  private static final int MAX_REFERENCE = 200;

  private final CourierClaims claims;
  private final CourierClaimRows rows;
  private final CourierReport report;
  private final ShopProfile shop;
  private final Clock clock;

  CourierClaimController(
      CourierClaims claims,
      CourierClaimRows rows,
      CourierReport report,
      ShopProfile shop,
      Clock clock) {
    this.claims = claims;
    this.rows = rows;
    this.report = report;
    this.shop = shop;
    this.clock = clock;
  }

  /// @param filedAt when the courier was asked; now when left out
  /// @param reference the courier's own number of it
  record NewClaim(
      @Nullable String order,
      @Nullable Reason reason,
      @JsonDeserialize(using = WholeFen.class) @Nullable Long askedFen,
      @Nullable Instant filedAt,
      @Nullable String reference,
      @Nullable String note) {

    CourierClaims.Filing filing() {
      if (order == null || order.isBlank() || reason == null || askedFen == null) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 order、reason 或 asked_fen");
      }
      return new CourierClaims.Filing(
          order,
          reason,
          askedFen,
          filedAt,
          GivenText.of("reference", reference, MAX_REFERENCE),
          GivenText.of("note", note, MAX_WORDS));
    }
  }

  /// @param outcome `paid`, `rejected` or `withdrawn`
  record Settled(
      @Nullable Status outcome,
      @JsonDeserialize(using = WholeFen.class) @Nullable Long paidFen,
      @Nullable String remark) {}

  /// Those of an order, newest first; without one those that are open, most urgent first, or those
  /// that were settled last.
  @GetMapping("/courier-claims")
  Page<CourierClaim> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String order,
      @RequestParam(defaultValue = "false") boolean settled) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (order != null) {
      return Page.all(rows.ofOrder(order, MOST_SHOWN));
    }
    return Page.all(settled ? rows.settled(MOST_SHOWN) : rows.open(MOST_SHOWN));
  }

  @PostMapping("/courier-claims")
  @ResponseStatus(HttpStatus.CREATED)
  CourierClaim open(@AuthenticationPrincipal Staff staff, @RequestBody NewClaim wanted) {
    return claims.open(staff, wanted.filing());
  }

  @PostMapping("/courier-claims/{id}/outcome")
  CourierClaim settle(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Settled settled) {
    if (settled.outcome() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "outcome 应为 paid、rejected 或 withdrawn");
    }
    return claims.settle(
        staff,
        id,
        settled.outcome(),
        settled.paidFen(),
        GivenText.of("remark", settled.remark(), MAX_WORDS));
  }

  /// What couriers paid back beside what shoppers were given for the same parcels.
  @GetMapping("/ledger/couriers")
  ResponseEntity<?> report(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(defaultValue = "json") String format,
      @RequestParam(defaultValue = "zh") String language) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    var zone = shop.told().zone();
    var made = report.make(LedgerQuery.of(from, to, period, null, zone, clock.instant()));
    return format.equals("json")
        ? ResponseEntity.ok(made)
        : SheetFile.answer(CourierReport.sheet(made), format, language, "kefu-courier-claims");
  }
}
