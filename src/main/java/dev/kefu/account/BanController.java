package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keeps shoppers out, and lets them in again. Supervisors only.
@RestController
@RequestMapping("/api/v1/shoppers/{id}/ban")
class BanController {

  private final Bans bans;

  BanController(Bans bans) {
    this.bans = bans;
  }

  /// @param until null for good
  record NewBan(String reason, @Nullable Instant until) {
    NewBan {
      SessionController.required(reason, "reason");
    }
  }

  @GetMapping
  Bans.Ban of(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    Bans.requireSupervisor(staff);
    return bans.of(new ShopperId(id))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "这位买家没有被拉黑"));
  }

  @PutMapping
  Bans.Ban ban(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody NewBan ban) {
    return bans.ban(staff, new ShopperId(id), ban.reason(), ban.until());
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void lift(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    bans.lift(staff, new ShopperId(id));
  }
}
