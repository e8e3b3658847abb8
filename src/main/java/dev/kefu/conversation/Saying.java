package dev.kefu.conversation;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;

/// A message on its way into the log. Checked and numbered in memory; written with its batch.
final class Saying extends Job {

  /// What is said.
  ///
  /// @param json the body as it is stored
  record Message(ConversationId conversation, Sender sender, String mid, Body body, String json) {}

  /// Whether it may be said, asked inside the transaction.
  interface Check {

    /// @throws Refusal when not
    void require(Conversation now);
  }

  private final Message message;
  private final Check check;
  private final OpenLogs logs;
  private final Repeats repeats;
  private final Answer answer;
  private Runnable outcome = () -> {};

  Saying(Message message, Check check, OpenLogs logs, Repeats repeats, Answer answer) {
    this.message = message;
    this.check = check;
    this.logs = logs;
    this.repeats = repeats;
    this.answer = answer;
  }

  @Override
  ConversationId conversation() {
    return message.conversation();
  }

  @Override
  boolean wantsAll() {
    return false;
  }

  @Override
  boolean readsTheDatabase() {
    return false;
  }

  @Override
  void carryOut() {
    try {
      var stored = store(logs.change(message.conversation()));
      outcome = () -> answer.stored(stored);
    } catch (Refusal refusal) {
      outcome = () -> answer.refused(refusal);
    }
  }

  private Stored store(OpenChange change) {
    var candidates = change.candidates(message.sender(), message.mid());
    if (candidates.length > 0) {
      // It may be a moment old and not written yet.
      logs.flush();
      var earlier = repeats.of(message, candidates);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    check.require(change.conversation());
    requireOpen(change.conversation());
    return Stored.first(change.say(message));
  }

  /// A check that writes has to ask this before: what it wrote stays when it refuses later.
  ///
  /// @throws Refusal `closed`
  static void requireOpen(Conversation conversation) {
    if (conversation.status() == Status.CLOSED) {
      throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
  }

  @Override
  void tell() {
    outcome.run();
  }

  @Override
  void tell(RuntimeException cause) {
    if (cause instanceof Refusal refusal) {
      answer.refused(refusal);
    } else {
      answer.failed(cause);
    }
  }
}
