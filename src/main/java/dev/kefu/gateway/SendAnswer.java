package dev.kefu.gateway;

import dev.kefu.base.Refusal;
import dev.kefu.conversation.Answer;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Stored;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a `send` on its socket once the log has decided. Called on the writer's thread, so it
/// only hands over: frames are made on the socket's own.
///
/// @param then what follows a stored message, on the socket's own thread, which it may block
record SendAnswer(
    Connection connection,
    String id,
    ConversationId conversation,
    String mid,
    Consumer<Stored> then)
    implements Answer {

  private static final Logger log = LoggerFactory.getLogger(SendAnswer.class);

  SendAnswer(Connection connection, String id, ConversationId conversation, String mid) {
    this(connection, id, conversation, mid, _ -> {});
  }

  SendAnswer andThen(Consumer<Stored> next) {
    return new SendAnswer(connection, id, conversation, mid, next);
  }

  @Override
  public void stored(Stored stored) {
    connection.enqueue(writing -> {
      writing.writeNow(
          new ServerFrame.Sent(
              id, conversation, mid, stored.seq(), stored.at(), stored.duplicate() ? true : null));
      then.accept(stored);
    });
  }

  @Override
  public void refused(Refusal refusal) {
    connection.enqueue(writing -> writing.writeNow(Failures.of(id, refusal)));
  }

  @Override
  public void failed(RuntimeException fault) {
    log.atError().addKeyValue("socket", connection.id()).setCause(fault).log("a message failed");
    connection.enqueue(writing -> writing.writeNow(Failures.fault(id)));
  }
}
