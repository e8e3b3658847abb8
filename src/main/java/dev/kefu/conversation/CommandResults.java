package dev.kefu.conversation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Answers of commands, kept for their repeats.
final class CommandResults {

  private final JdbcClient jdbc;

  CommandResults(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The stored answer of the same command.
  ///
  /// @throws Refusal `conflict` when the id was used for another command
  Optional<String> find(ConversationId conversation, CommandKey key) {
    record Row(String fingerprint, String result) {}
    var row =
        jdbc.sql(
                """
                select fingerprint, result from command_result
                where conversation = :conversation and actor = :actor and command = :command
                """)
            .param("conversation", conversation.value())
            .param("actor", key.actor())
            .param("command", key.command())
            .query(Row.class)
            .optional();
    if (row.isPresent() && !row.get().fingerprint().equals(key.fingerprint())) {
      throw new Refusal(ErrorCode.CONFLICT, "这个请求编号已用于另一条命令");
    }
    return row.map(Row::result);
  }

  void store(ConversationId conversation, CommandKey key, String result, Instant at) {
    jdbc.sql(
            """
            insert into command_result (conversation, actor, command, fingerprint, result, at)
            values (:conversation, :actor, :command, :fingerprint, :result, :at)
            """)
        .param("conversation", conversation.value())
        .param("actor", key.actor())
        .param("command", key.command())
        .param("fingerprint", key.fingerprint())
        .param("result", result)
        .param("at", at.toEpochMilli())
        .update();
  }
}
