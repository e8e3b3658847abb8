package dev.kefu.conversation;

import java.util.List;

/// Logs have grown, durably: look there. Raised once a commit, after it, on the writer's thread,
/// which listeners must not block.
public record LogsGrew(List<Log> logs) {

  public LogsGrew {
    logs = List.copyOf(logs);
  }

  /// @param head the last `seq` now
  public record Log(ConversationId conversation, long head) {}
}
