package dev.kefu.gateway;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.kefu.assist.Abstained;
import dev.kefu.assist.Card;
import dev.kefu.assist.Wants;
import dev.kefu.assist.Wording;
import dev.kefu.base.ErrorCode;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything the server sends. Described in `docs/protocol.md`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ServerFrame {

  /// Answers `hello`; what was missed follows.
  ///
  /// @param resync the client's cursors belonged to another life of the database and were not used
  /// @param rev number of the work list's snapshot; each `inbox` frame counts one further
  @JsonTypeName("welcome")
  record Welcome(
      String session,
      String epoch,
      Instant now,
      long heartbeatMs,
      Me me,
      Map<String, ?> limits,
      @Nullable Long rev,
      @Nullable List<InboxRow> inbox,
      boolean resync)
      implements ServerFrame {}

  record Me(String id, String role, String name) {}

  @JsonTypeName("event")
  record EventFrame(
      ConversationId conversation,
      long seq,
      EventKind kind,
      Sender sender,
      @Nullable String mid,
      @JsonRawValue String body,
      Instant at)
      implements ServerFrame {}

  @JsonTypeName("inbox")
  record Inbox(long rev, InboxRow row) implements ServerFrame {}

  @JsonTypeName("suggestions")
  record SuggestionsFrame(
      ConversationId conversation,
      long forSeq,
      List<Card> cards,
      @Nullable Abstained abstained,
      Wants wants,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Wording> drafts)
      implements ServerFrame {}

  @JsonTypeName("ok")
  record Ok(String id, @JsonAnyGetter Map<String, ?> fields) implements ServerFrame {}

  /// Answers a `send`.
  ///
  /// @param seq as its sender counts
  /// @param dup true where an earlier try had stored it
  @JsonTypeName("ok")
  record Sent(
      String id,
      ConversationId conversation,
      String mid,
      long seq,
      Instant at,
      @Nullable Boolean dup)
      implements ServerFrame {}

  /// Answers a frame that was not carried out.
  ///
  /// @param id the frame it answers; null when none could be read
  /// @param text may change freely
  /// @param retry whether the same frame may succeed later, unchanged
  @JsonTypeName("error")
  record Failed(
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String id,
      ErrorCode code,
      String text,
      boolean retry,
      @JsonAnyGetter Map<String, ?> details)
      implements ServerFrame {}

  /// @param heads conversations that grew since the last ping
  @JsonTypeName("ping")
  record Ping(@JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> heads)
      implements ServerFrame {}

  @JsonTypeName("typing")
  record Typing(ConversationId conversation, Sender sender) implements ServerFrame {}

  @JsonTypeName("read")
  record Read(ConversationId conversation, String participant, long seq) implements ServerFrame {}

  /// A device of the other side has stored everything up to a number.
  @JsonTypeName("delivered")
  record DeliveredFrame(ConversationId conversation, long seq) implements ServerFrame {}

  /// The sign-in of this socket ends soon: `auth` extends it.
  @JsonTypeName("auth_expiring")
  record AuthExpiring(Instant expiresAt, long expiresInS) implements ServerFrame {}

  /// More was missed than is sent unasked: the client asks for the rest with `sync`.
  @JsonTypeName("more")
  record More(ConversationId conversation, long head) implements ServerFrame {}

  @JsonTypeName("bye")
  record Bye(int code, long retryMs) implements ServerFrame {}
}
