package dev.kefu.conversation;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Conversations and their history over REST. Staff only; a shopper reads through the socket.
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {

  private static final int MAX_LIMIT = 200;

  private final Conversations conversations;
  private final Epoch epoch;

  ConversationController(Conversations conversations, Epoch epoch) {
    this.conversations = conversations;
    this.epoch = epoch;
  }

  @GetMapping
  Page<ConversationView> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable Status status,
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(required = false) @Nullable String agent,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var after = Cursor.parse(cursor);
    var filter =
        new ConversationFilter(
            status,
            stage,
            agent,
            q == null || q.isBlank() ? null : q.strip(),
            staff.supervises() ? null : staff,
            after.at(),
            after.id(),
            requireLimit(limit));
    var found = conversations.list(filter);
    var next = found.size() < limit ? null : Cursor.after(found.getLast()).toString();
    return new Page<>(found.stream().map(ConversationView::of).toList(), next);
  }

  @GetMapping("/{id}")
  ConversationView find(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return ConversationView.of(readable(staff, id));
  }

  @GetMapping("/{id}/events")
  EventPage events(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    var conversation = readable(staff, id);
    var size = Math.min(requireLimit(limit), Conversations.MAX_PAGE);
    var data = conversations.after(conversation.id(), Math.max(0, after), size);
    // Once more: what was said after a hand-over is not for who had it before.
    readable(staff, id);
    var more = !data.isEmpty() && data.getLast().seq() < conversation.head();
    return new EventPage(
        data,
        more ? String.valueOf(data.getLast().seq()) : null,
        conversation.head(),
        more,
        epoch.value());
  }

  private Conversation readable(Staff staff, String id) {
    var conversation = new ConversationId(id);
    return conversations
        .find(conversation)
        .filter(found -> ConversationAccess.mayRead(staff, found))
        .or(() -> conversations.findAnew(conversation))
        .map(found -> ConversationAccess.requireRead(staff, found))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
  }

  private static int requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    return limit;
  }

  /// @param at last moment of the last row
  private record Cursor(long at, String id) {

    static Cursor parse(@Nullable String text) {
      if (text == null) {
        return new Cursor(Long.MAX_VALUE, "~");
      }
      try {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = plain.split(" ", 2);
        return new Cursor(Long.parseLong(parts[0]), parts[1]);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
      }
    }

    static Cursor after(Conversation last) {
      return new Cursor(last.lastAt().toEpochMilli(), last.id().value());
    }

    @Override
    public String toString() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
  }
}
