package dev.kefu.conversation;

import dev.kefu.account.Role;
import dev.kefu.account.ShopperId;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Erases what is known of a shopper. Administrators only, the password just given.
@RestController
@RequestMapping("/api/v1/shoppers/{id}/erasure")
class ErasureController {

  private static final int MAX_REASON = 200;

  private final Erasure erasure;
  private final SignIns signIns;

  ErasureController(Erasure erasure, SignIns signIns) {
    this.erasure = erasure;
    this.signIns = signIns;
  }

  /// @param reason for the record; must not tell of the shopper
  record Wish(String reason) {
    Wish {
      if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "原因应为 1 到 " + MAX_REASON + " 个字符");
      }
    }
  }

  @PostMapping
  Erasure.Erased erase(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Wish wish) {
    if (!staff.is(Role.ADMIN)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有管理员可以清除买家资料");
    }
    signIns.requireFresh(staff);
    return erasure.erase(staff, new ShopperId(id), wish.reason().strip());
  }
}
