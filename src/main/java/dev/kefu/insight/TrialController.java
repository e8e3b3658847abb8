package dev.kefu.insight;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.rulebook.Rulebook;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Tries a rulebook on what was said and asked for before it is published. Changes nothing.
@RestController
class TrialController {

  private static final int MOST_DAYS = 93;

  /// It reads much: one at a time.
  private final Semaphore turn = new Semaphore(1);

  private final Rulebook rulebook;
  private final RulebookTrials trials;
  private final Clock clock;

  TrialController(Rulebook rulebook, RulebookTrials trials, Clock clock) {
    this.rulebook = rulebook;
    this.trials = trials;
    this.clock = clock;
  }

  /// @param days back from now
  @PostMapping("/api/v1/rulebook/trials")
  RulebookTrials.Outcome tryOut(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "30") int days,
      @RequestBody JsonNode document) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (days < 1 || days > MOST_DAYS) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "days 应为 1 到 " + MOST_DAYS);
    }
    var trial = rulebook.trial(document);
    if (!turn.tryAcquire()) {
      throw new Refusal(ErrorCode.UNAVAILABLE, "正在试算另一份规则，请稍后再试");
    }
    try {
      return trials.play(trial, clock.instant().minus(Duration.ofDays(days)));
    } finally {
      turn.release();
    }
  }
}
