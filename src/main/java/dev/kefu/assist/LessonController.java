package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What was learned of an article, to be looked at, taken over as similar questions, or undone: for
/// editors and those who supervise.
@RestController
@RequestMapping("/api/v1/knowledge/articles/{article}/learned")
class LessonController {

  private static final int MOST = 50;

  private final Lessons lessons;

  LessonController(Lessons lessons) {
    this.lessons = lessons;
  }

  /// @param effect `helps` and `hinders` change the order, `none` is not enough yet
  /// @param uses lessons that speak of it
  record Wording(String wording, String effect, double support, int uses, Instant at) {

    static Wording of(Learned learned) {
      var enough = Math.abs(learned.support()) >= Learned.ENOUGH;
      return new Wording(
          learned.wording(),
          !enough ? "none" : learned.helps() ? "helps" : "hinders",
          learned.support(),
          learned.uses(),
          learned.at());
    }
  }

  @GetMapping
  Page<Wording> list(@AuthenticationPrincipal Staff staff, @PathVariable String article) {
    GapDesk.require(staff);
    return Page.all(lessons.of(article).stream().limit(MOST).map(Wording::of).toList());
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void undo(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String article,
      @RequestParam String wording) {
    GapDesk.require(staff);
    if (!lessons.undo(staff, article, wording)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有学到这条问法");
    }
  }
}
