package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.escalation.UnansweredGrants.Outcome;
import dev.kefu.escalation.UnansweredGrants.UnansweredGrant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the shop was asked to pay and never said whether it did, over REST.
@RestController
@RequestMapping("/api/v1/ledger/unanswered")
class UnansweredController {

  private static final int MOST_SHOWN = 500;
  private static final int MAX_REMARK = 1_000;
  private static final int MAX_REFERENCE = 200;

  private final UnansweredGrants grants;
  private final SignIns signIns;

  UnansweredController(UnansweredGrants grants, SignIns signIns) {
    this.grants = grants;
    this.signIns = signIns;
  }

  /// @param reference of the payment, where it was found
  /// @param remark where it was looked up
  record Resolved(@Nullable Outcome outcome, @Nullable String reference, @Nullable String remark) {}

  /// @param resolved `true` for those that people have ended
  @GetMapping
  Page<UnansweredGrant> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "false") boolean resolved) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    return Page.all(grants.list(resolved, MOST_SHOWN));
  }

  /// The shop is asked at once; what it says is seen in the list.
  @PostMapping("/{grant}/retry")
  Page<UnansweredGrant> retry(@AuthenticationPrincipal Staff staff, @PathVariable String grant) {
    staff.require(Role.SUPERVISOR, Role.MANAGER);
    grants.askAgain(grant);
    return Page.all(grants.list(false, MOST_SHOWN));
  }

  /// A person says how it ended. It is about money, so the password has to be just given.
  @PostMapping("/{grant}/resolution")
  UnansweredGrant resolve(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String grant,
      @RequestBody Resolved resolved) {
    staff.require(Role.SUPERVISOR, Role.MANAGER);
    var outcome = resolved.outcome();
    if (outcome == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "outcome 应为 paid 或 not_paid");
    }
    var remark = GivenText.of("remark", resolved.remark(), MAX_REMARK);
    if (remark == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "remark 应为 1 到 " + MAX_REMARK + " 个字");
    }
    signIns.requireFresh(staff);
    return grants.resolve(
        staff,
        grant,
        outcome,
        GivenText.of("reference", resolved.reference(), MAX_REFERENCE),
        remark);
  }
}
