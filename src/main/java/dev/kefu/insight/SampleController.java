package dev.kefu.insight;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The week's draw over REST, for those who supervise.
@RestController
@RequestMapping("/api/v1/samples")
class SampleController {

  private static final Set<String> VERDICTS = Set.of("right", "wrong");
  private static final int MAX_NOTE = 1_000;

  private final Samples samples;
  private final ShopProfile shop;
  private final Clock clock;

  SampleController(Samples samples, ShopProfile shop, Clock clock) {
    this.samples = samples;
    this.shop = shop;
    this.clock = clock;
  }

  @GetMapping
  Samples.Sample of(
      @AuthenticationPrincipal Staff staff, @RequestParam(required = false) @Nullable String week) {
    requireSupervision(staff);
    return samples.of(week(week));
  }

  /// @param note why; has to be there for what is wrong
  record Verdict(@Nullable String verdict, @Nullable String note) {}

  /// @return the draw as it stands then
  @PutMapping("/{week}/{id}")
  Samples.Sample judge(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String week,
      @PathVariable String id,
      @RequestBody Verdict body) {
    requireSupervision(staff);
    var verdict = body.verdict();
    if (verdict == null || !VERDICTS.contains(verdict)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "verdict 应为 right 或 wrong");
    }
    var note = body.note() == null || body.note().isBlank() ? null : body.note().strip();
    if (note != null && note.length() > MAX_NOTE) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "note 最多 " + MAX_NOTE + " 个字");
    }
    if (note == null && verdict.equals("wrong")) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "判为不当须写明理由");
    }
    return samples.judge(week(week), id, staff, verdict, note);
  }

  private SampleWeek week(@Nullable String name) {
    var asked = name == null || name.isEmpty() ? null : name;
    return SampleWeek.of(asked, shop.shop().zone(), clock.instant());
  }

  private static void requireSupervision(Staff staff) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  }
}
