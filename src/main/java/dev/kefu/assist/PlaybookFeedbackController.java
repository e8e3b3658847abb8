package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The playbooks of whose cards staff said something that nobody has settled, for editors and those
/// who supervise. What was said is read as that of an article ([FeedbackController]).
@RestController
@RequestMapping("/api/v1/knowledge/feedback/playbooks")
class PlaybookFeedbackController {

  private final FeedbackDesk desk;
  private final PlaybookBook playbooks;

  PlaybookFeedbackController(FeedbackDesk desk, PlaybookBook playbooks) {
    this.desk = desk;
    this.playbooks = playbooks;
  }

  /// @param title what it is called now, a retired one as it was last; null when that is not known
  /// @param feedback how much nobody has settled
  record WaitingPlaybook(String playbook, @Nullable String title, long feedback) {}

  @GetMapping
  Page<WaitingPlaybook> waiting(@AuthenticationPrincipal Staff staff) {
    var open = desk.ofPlaybooks(staff);
    var titles = playbooks.titles();
    return Page.all(
        open.entrySet().stream()
            .map(each ->
                new WaitingPlaybook(each.getKey(), titles.get(each.getKey()), each.getValue()))
            .toList());
  }
}
