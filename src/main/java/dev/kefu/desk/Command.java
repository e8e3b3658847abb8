package dev.kefu.desk;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.CommandKey;
import dev.kefu.conversation.ConversationId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Something asked for by name, with its arguments as they came.
///
/// @param id the sender's own; the same command again is answered and not carried out twice
/// @param version of what is changed, where it has one
public record Command(
    String id,
    String op,
    @Nullable ConversationId conversation,
    @Nullable Integer version,
    JsonNode args) {

  /// @throws Refusal `bad_request` when none was named
  ConversationId requireConversation() {
    if (conversation == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 conversation");
    }
    return conversation;
  }

  Command in(ConversationId where) {
    return new Command(id, op, where, version, args);
  }

  CommandKey key(String actor) {
    return new CommandKey(
        actor,
        id,
        String.join(
            "|", op, String.valueOf(conversation), String.valueOf(version), args.toString()));
  }
}
