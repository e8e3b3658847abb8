package dev.kefu.gateway;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything a browser may send. Described in `docs/protocol.md`.
///
/// A field that the protocol demands and a frame lacks is null here; [FrameRouter] asks for it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface ClientFrame {

  /// The first frame: who is there, and up to where they know each conversation.
  ///
  /// @param ticket staff's proof
  /// @param visitor a shopper's proof
  /// @param epoch the life of the database the cursors belong to
  @JsonTypeName("hello")
  record Hello(
      @Nullable Integer v,
      @Nullable String ticket,
      @Nullable String visitor,
      @Nullable String device,
      @Nullable String epoch,
      @Nullable Map<String, Long> cursors)
      implements ClientFrame {}

  @JsonTypeName("open")
  record Open(@Nullable String id, @Nullable Stage stage, @Nullable Context context)
      implements ClientFrame {}

  /// @param mid the sender's own id of the message, the same over all retries
  /// @param ifSeq staff: the last public message of staff they have seen
  /// @param suggestion the suggestion it came from
  /// @param override staff: the reason for sending it past a warning
  @JsonTypeName("send")
  record Send(
      @Nullable String id,
      @Nullable ConversationId conversation,
      @Nullable String mid,
      @Nullable Body body,
      @Nullable Long ifSeq,
      @Nullable String suggestion,
      @Nullable String override)
      implements ClientFrame {}

  @JsonTypeName("sync")
  record Sync(@Nullable String id, @Nullable ConversationId conversation, @Nullable Long after)
      implements ClientFrame {}

  @JsonTypeName("ack")
  record Ack(@Nullable ConversationId conversation, @Nullable Long seq) implements ClientFrame {}

  @JsonTypeName("read")
  record Read(@Nullable ConversationId conversation, @Nullable Long seq) implements ClientFrame {}

  @JsonTypeName("typing")
  record Typing(@Nullable ConversationId conversation) implements ClientFrame {}

  @JsonTypeName("command")
  record Command(
      @Nullable String id,
      @Nullable String op,
      @Nullable ConversationId conversation,
      @Nullable Integer version,
      @Nullable JsonNode args)
      implements ClientFrame {}

  /// Extends the sign-in on the same socket.
  @JsonTypeName("auth")
  record Auth(@Nullable String id, @Nullable String ticket, @Nullable String visitor)
      implements ClientFrame {}

  @JsonTypeName("pong")
  record Pong() implements ClientFrame {}
}
