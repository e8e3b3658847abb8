package dev.kefu.escalation;

import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.base.VersionConflict;
import dev.kefu.conversation.CommandKey;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Cases over REST: supervisors see all, an agent sees their own.
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {

  private static final int MAX_LIMIT = 200;
  private static final int MAX_KEY = 64;

  private final Cases cases;
  private final Dossiers dossiers;
  private final Conversations conversations;
  private final SignIns signIns;

  CaseController(Cases cases, Dossiers dossiers, Conversations conversations, SignIns signIns) {
    this.cases = cases;
    this.dossiers = dossiers;
    this.conversations = conversations;
    this.signIns = signIns;
  }

  /// The arguments of `escalate`, with the conversation they are about.
  record NewCase(
      ConversationId conversation,
      String kind,
      String reason,
      @Nullable String order,
      @Nullable String sku,
      @JsonDeserialize(using = WholeFen.class) @Nullable Long claimFen,
      @JsonDeserialize(using = WholeFen.class) @Nullable Long proposalFen,
      @Nullable String form,
      @Nullable List<String> evidence,
      @Nullable String note) {

    NewCase {
      if (conversation == null) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 conversation");
      }
    }

    ClaimRequest request() {
      return new ClaimRequest(
          kind, reason, order, sku, claimFen, proposalFen, form, evidence, note);
    }
  }

  @GetMapping
  Page<Case> list(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    var after = Cursor.parse(cursor);
    var found =
        cases.list(status, staff.supervises() ? null : staff, after.at(), after.id(), limit);
    var next = found.size() < limit ? null : Cursor.after(found.getLast()).toString();
    return new Page<>(found, next);
  }

  @GetMapping("/{id}")
  ResponseEntity<Case> find(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return tagged(readable(staff, id), HttpStatus.OK);
  }

  /// The case with everything a decision needs.
  @GetMapping("/{id}/dossier")
  Dossiers.Dossier dossier(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return dossiers.of(readable(staff, id), staff);
  }

  @PostMapping
  ResponseEntity<Case> open(
      @AuthenticationPrincipal Staff staff,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NewCase wanted) {
    var request = wanted.request();
    var conversation = readable(staff, wanted.conversation());
    var claim = cases.check(conversation, request);
    var opened =
        conversations.changeOnce(
            wanted.conversation(),
            new CommandKey(staff.id().value(), "rest:" + requireKey(key), wanted.toString()),
            Case.class,
            change -> cases.open(change, staff, claim));
    return tagged(opened, HttpStatus.CREATED);
  }

  /// What the rules would say of a claim by this person, so that a screen can tell before it asks.
  @PostMapping("/rulings")
  Dossiers.Rule ruling(@AuthenticationPrincipal Staff staff, @RequestBody NewCase wanted) {
    var request = wanted.request();
    var conversation = readable(staff, wanted.conversation());
    var claim = cases.check(conversation, request);
    return Dossiers.Rule.of(cases.ruling(conversation.id(), claim, staff));
  }

  @PutMapping("/{id}/decision")
  ResponseEntity<Case> decide(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String match,
      @RequestBody Decision decision) {
    var found = readable(staff, id);
    var version = version(match, found.version());
    if (decision.approves()) {
      signIns.requireFresh(staff);
    }
    if (found.version() != version) {
      throw new VersionConflict(found.version());
    }
    var checked = cases.check(staff, found, decision);
    var decided =
        conversations.change(
            found.conversation(), change -> cases.decide(change, staff, version, checked));
    return tagged(decided, HttpStatus.OK);
  }

  @DeleteMapping("/{id}/decision")
  ResponseEntity<Case> undo(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    var found = readable(staff, id);
    return tagged(
        conversations.change(found.conversation(), change -> cases.undo(change, staff, id)),
        HttpStatus.OK);
  }

  record Answer(@Nullable String text) {}

  @PostMapping("/{id}/answer")
  ResponseEntity<Case> answer(
      @AuthenticationPrincipal Staff staff, @PathVariable String id, @RequestBody Answer answer) {
    var found = readable(staff, id);
    return tagged(
        conversations.change(
            found.conversation(), change -> cases.answer(change, staff, id, answer.text())),
        HttpStatus.OK);
  }

  private Conversation readable(Staff staff, ConversationId id) {
    return conversations
        .find(id)
        .map(found -> ConversationAccess.requireRead(staff, found))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
  }

  private Case readable(Staff staff, String id) {
    return cases
        .find(id)
        .filter(found ->
            staff.supervises()
                || found.requestedBy().equals(staff.id().value())
                || conversations
                    .find(found.conversation())
                    .filter(c -> ConversationAccess.mayRead(staff, c))
                    .isPresent())
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个案件"));
  }

  private static ResponseEntity<Case> tagged(Case body, HttpStatus status) {
    return ResponseEntity.status(status).eTag("\"" + body.version() + "\"").body(body);
  }

  private static String requireKey(@Nullable String key) {
    if (key == null || key.isBlank() || key.length() > MAX_KEY) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少 Idempotency-Key");
    }
    return key;
  }

  private static int version(@Nullable String match, int current) {
    try {
      return Integer.parseInt(match == null ? "" : match.replace("W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw new VersionConflict(current);
    }
  }

  private record Cursor(long at, String id) {

    static Cursor parse(@Nullable String text) {
      if (text == null) {
        return new Cursor(0, "");
      }
      try {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        var parts = plain.split(" ", 2);
        return new Cursor(Long.parseLong(parts[0]), parts[1]);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "cursor 无效");
      }
    }

    static Cursor after(Case last) {
      return new Cursor(last.openedAt().toEpochMilli(), last.id());
    }

    @Override
    public String toString() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
    }
  }
}
