package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether one wants suggestions: everybody for themselves.
@RestController
@RequestMapping("/api/v1/suggestions/silence")
class SilenceController {

  private final Silences silences;

  SilenceController(Silences silences) {
    this.silences = silences;
  }

  record Silence(@Nullable Boolean silent) {}

  @GetMapping
  Silence find(@AuthenticationPrincipal Staff staff) {
    return new Silence(silences.of(staff.id()));
  }

  @PutMapping
  Silence set(@AuthenticationPrincipal Staff staff, @RequestBody Silence wanted) {
    if (wanted.silent() == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 silent");
    }
    silences.set(staff.id(), wanted.silent());
    return wanted;
  }
}
