package dev.kefu.evidence;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The evidence file of a conversation, for who supervises.
@RestController
class EvidenceController {

  private final Sealer sealer;
  private final SealRows rows;
  private final Conversations conversations;
  private final JsonMapper json;
  private final Clock clock;

  EvidenceController(
      Sealer sealer,
      @ReadOnly JdbcClient reader,
      Conversations conversations,
      JsonMapper json,
      Clock clock) {
    this.sealer = sealer;
    this.rows = new SealRows(reader);
    this.conversations = conversations;
    this.json = json;
    this.clock = clock;
  }

  /// Sealed to its end first.
  @GetMapping("/api/v1/conversations/{id}/evidence")
  ResponseEntity<EvidenceFile> evidence(
      @AuthenticationPrincipal Staff staff, @PathVariable String id) {
    staff.require(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (conversations.find(new ConversationId(id)).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这个会话");
    }
    if (rows.erasedTo(id) > 0) {
      throw new Refusal(ErrorCode.NOT_FOUND, "这个会话已应买家要求清除，没有证据可出具");
    }
    sealer.seal(id);
    var file = EvidenceFile.of(id, staff.name(), clock.instant(), rows, json);
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("evidence-" + id + ".json").build().toString())
        .body(file);
  }
}
