package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.assist.QuickReplyController.NewReply;
import dev.kefu.assist.QuickReplyController.OtherWords;
import dev.kefu.assist.QuickReplyController.QuickReplyView;
import dev.kefu.base.Page;
import dev.kefu.base.VersionTag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Quick replies of one's own, for any member of staff.
@RestController
@RequestMapping("/api/v1/staff/me/quick-replies")
class OwnReplyController {

  private final OwnReplies replies;

  OwnReplyController(OwnReplies replies) {
    this.replies = replies;
  }

  @GetMapping
  Page<QuickReplyView> own(@AuthenticationPrincipal Staff staff) {
    return Page.all(replies.of(staff.id()).stream().map(QuickReplyView::of).toList());
  }

  @PostMapping
  ResponseEntity<QuickReplyView> addOwn(
      @AuthenticationPrincipal Staff staff, @RequestBody NewReply wanted) {
    var reply = QuickReply.typed(wanted.code(), wanted.title(), wanted.text(), wanted.stage());
    return QuickReplyController.answer(HttpStatus.CREATED, replies.add(staff.id(), reply));
  }

  @PutMapping("/{code}")
  ResponseEntity<QuickReplyView> changeOwn(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String code,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody OtherWords wanted) {
    var reply = QuickReply.typed(code, wanted.title(), wanted.text(), wanted.stage());
    return QuickReplyController.answer(
        HttpStatus.OK, replies.change(staff.id(), reply, VersionTag.required(ifMatch)));
  }

  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeOwn(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String code,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    replies.remove(staff.id(), code, VersionTag.required(ifMatch));
  }
}
