package dev.kefu.conversation;

import dev.kefu.account.Staff;
import dev.kefu.rulebook.ClearedReply;
import dev.kefu.rulebook.Finding;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was said past a warning, kept with the message: in its transaction.
final class Overrides {

  private final JdbcClient jdbc;
  private final Clock clock;

  Overrides(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Writes nothing for a reply that was not warned of.
  void keep(Staff author, Conversation conversation, String mid, ClearedReply reply) {
    var reason = reply.reason();
    if (reason == null) {
      return;
    }
    jdbc.sql(
            """
            insert into reply_override (conversation, staff, mid, reason, rules, stage, at)
            values (:conversation, :staff, :mid, :reason, :rules, :stage, :at)
            on conflict (conversation, staff, mid) do nothing
            """)
        .param("conversation", conversation.id().value())
        .param("staff", author.id().value())
        .param("mid", mid)
        .param("reason", reason)
        .param(
            "rules",
            reply.warnings().stream()
                .map(Finding::rule)
                .distinct()
                .collect(Collectors.joining(",")))
        .param("stage", conversation.stage().name().toLowerCase(Locale.ROOT))
        .param("at", clock.millis())
        .update();
  }
}
