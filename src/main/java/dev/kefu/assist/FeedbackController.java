package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What staff said is wrong with the cards of an article or a playbook, for editors and those who
/// supervise.
@RestController
@RequestMapping("/api/v1/knowledge/articles/{article}/feedback")
class FeedbackController {

  private static final int MOST = 200;

  private final FeedbackDesk desk;

  FeedbackController(FeedbackDesk desk) {
    this.desk = desk;
  }

  /// @param suggestion the card: what several say of one stands side by side
  /// @param articleVersion what the card was made of
  /// @param by the name of who said it
  /// @param conversation only for who supervises
  record View(
      String id,
      String suggestion,
      String verdict,
      @Nullable String wording,
      String question,
      Feedback.Status status,
      long articleVersion,
      String by,
      Instant at,
      @Nullable ConversationId conversation,
      @Nullable String why,
      @Nullable String movedBy,
      @Nullable Instant movedAt,
      @Nullable Long publishedVersion) {

    static View of(Feedback feedback, Staff reader) {
      return new View(
          feedback.id(),
          feedback.suggestion(),
          feedback.verdict(),
          feedback.wording(),
          feedback.question(),
          feedback.status(),
          feedback.version(),
          feedback.byName(),
          feedback.at(),
          reader.supervises() ? feedback.conversation() : null,
          feedback.why(),
          feedback.movedBy(),
          feedback.movedAt(),
          feedback.published());
    }
  }

  /// @param version of the draft it is taken over into, as it was read
  record Take(@Nullable Long version) {}

  record Close(@Nullable String why) {}

  @GetMapping
  Page<View> list(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String article,
      @RequestParam(defaultValue = "open") String status) {
    if (!status.equals("open") && !status.equals("all")) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "status 应为 open 或 all");
    }
    return Page.all(
        desk.of(staff, article, status.equals("all"), MOST).stream()
            .map(each -> View.of(each, staff))
            .toList());
  }

  @PostMapping("/{id}/take")
  View take(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String article,
      @PathVariable String id,
      @RequestBody Take take) {
    var version = take.version() == null ? 0 : take.version();
    return View.of(desk.take(staff, article, id, version), staff);
  }

  @PostMapping("/{id}/close")
  View close(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String article,
      @PathVariable String id,
      @RequestBody Close close) {
    return View.of(desk.close(staff, article, id, close.why()), staff);
  }
}
