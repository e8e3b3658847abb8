package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.assist.FeedbackRows.Place;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.knowledge.ArticleTitles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What became of what one has said of cards: everybody for themselves.
@RestController
@RequestMapping("/api/v1/staff/me/feedback")
class OwnFeedbackController {

  private static final int MOST = 100;

  /// Milliseconds and an id, as [#cursor] writes them.
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-(\\w{1,60})");

  private final FeedbackDesk desk;
  private final ArticleTitles titles;
  private final PlaybookBook playbooks;

  OwnFeedbackController(FeedbackDesk desk, ArticleTitles titles, PlaybookBook playbooks) {
    this.desk = desk;
    this.titles = titles;
    this.playbooks = playbooks;
  }

  /// @param articleVersion what the card was made of
  /// @param suggestion the card
  /// @param article or a playbook
  /// @param title what that is called now, a retired playbook as it was last; null when it is not
  ///   there any more
  /// @param question empty when it was erased
  /// @param why what whoever closed it had to say
  /// @param publishedVersion the version of the article that went out with it
  /// @param unseen it was settled, and that was not said to have been seen yet
  record OwnFeedback(
      String id,
      String suggestion,
      String article,
      long articleVersion,
      @Nullable String title,
      String verdict,
      @Nullable String wording,
      String question,
      Feedback.Status status,
      Instant at,
      @Nullable String why,
      @Nullable String movedBy,
      @Nullable Instant movedAt,
      @Nullable Long publishedVersion,
      boolean unseen) {

    static OwnFeedback of(Feedback feedback, Map<String, String> titles) {
      return new OwnFeedback(
          feedback.id(),
          feedback.suggestion(),
          feedback.article(),
          feedback.version(),
          titles.get(feedback.article()),
          feedback.verdict(),
          feedback.wording(),
          feedback.question(),
          feedback.status(),
          feedback.at(),
          feedback.why(),
          feedback.movedBy(),
          feedback.movedAt(),
          feedback.published(),
          feedback.unseen());
    }
  }

  /// @param ids of those that were looked at
  record Seen(@Nullable List<String> ids) {}

  record Unseen(long count) {}

  @GetMapping
  Page<OwnFeedback> said(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit < 1 || limit > MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MOST + " 之间");
    }
    var found = desk.by(staff, place(cursor), limit);
    var called = called(found.stream().map(Feedback::article).collect(Collectors.toSet()));
    return new Page<>(
        found.stream().map(each -> OwnFeedback.of(each, called)).toList(),
        found.size() < limit ? null : cursor(Place.of(found.getLast())));
  }

  private Map<String, String> called(Set<String> articles) {
    var called = new HashMap<>(titles.of(articles));
    if (articles.stream().anyMatch(Playbook::isNamedBy)) {
      called.putAll(playbooks.titles());
    }
    return called;
  }

  @GetMapping("/unseen")
  Unseen unseen(@AuthenticationPrincipal Staff staff) {
    return new Unseen(desk.unseen(staff));
  }

  @PostMapping("/seen")
  Unseen see(@AuthenticationPrincipal Staff staff, @RequestBody Seen seen) {
    if (seen.ids() == null || seen.ids().size() > MOST) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "ids 最多 " + MOST + " 个");
    }
    return new Unseen(desk.seen(staff, seen.ids()));
  }

  private static String cursor(Place place) {
    return place.at() + "-" + place.id();
  }

  private static Place place(@Nullable String cursor) {
    if (cursor == null) {
      return Place.FIRST;
    }
    var parts = CURSOR.matcher(cursor);
    if (!parts.matches()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
    }
    return new Place(Long.parseLong(parts.group(1)), parts.group(2));
  }
}
