package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.MarkMoved;
import dev.kefu.conversation.TestConversations;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/// The store has no connection to spare within the time it takes to ask for one.
class BusyStoreTest {

  private static final int SOON_S = 10;
  private static final int BUSY_TIMES = 3;
  private static final ConversationId CONVERSATION = new ConversationId("cnv_1");

  private final FakeSocket socket = new FakeSocket();
  private final AtomicInteger tries = new AtomicInteger();
  private final Connection connection =
      new Connection(
          socket,
          new FrameCodec(TestConversations.JSON),
          Binder.get(new StandardEnvironment()).bindOrCreate("kefu.gateway", SocketSettings.class),
          new BusyWork());

  /// Busy for the first times it is asked.
  private final class BusyWork implements Connection.Work {

    private void tell(Connection connection, ServerFrame frame) throws IOException {
      if (tries.incrementAndGet() <= BUSY_TIMES) {
        throw busy();
      }
      connection.writeNow(frame);
    }

    @Override
    public void grew(Connection connection, ConversationId id) throws IOException {
      tell(connection, new ServerFrame.More(id, 1));
    }

    @Override
    public void list(Connection connection, ConversationId id) throws IOException {
      tell(connection, new ServerFrame.More(id, 2));
    }

    @Override
    public void suggest(Connection connection, ConversationId id) throws IOException {
      tell(connection, new ServerFrame.More(id, 3));
    }

    @Override
    public void read(Connection connection, MarkMoved moved) throws IOException {
      tell(connection, new ServerFrame.Read(moved.conversation(), "usr_x", moved.seq()));
    }

    @Override
    public void delivered(Connection connection, ConversationId id, long seq) throws IOException {
      tell(connection, new ServerFrame.DeliveredFrame(id, seq));
    }
  }

  private static CannotGetJdbcConnectionException busy() {
    return new CannotGetJdbcConnectionException("busy");
  }

  private String next() throws InterruptedException {
    return String.valueOf(socket.written().poll(SOON_S, TimeUnit.SECONDS));
  }

  @Test
  void P_32_whatNobodyAskedForIsToldOnTheSameSocketOnceItCan() throws Exception {
    connection.delivered(CONVERSATION, 7);

    assertThat(next()).contains("\"delivered\"").contains("\"seq\":7");
    assertThat(tries).hasValue(BUSY_TIMES + 1);
    assertThat(socket.closed()).isNull();
  }

  @Test
  void answersComeBeforeTheNextTry() throws Exception {
    connection.grew(CONVERSATION);
    connection.send(new ServerFrame.Ok("c1", Map.of()));

    assertThat(next()).contains("\"c1\"");
    assertThat(next()).contains("\"more\"");
  }

  @Test
  void whoAskedIsSentAwayWithAWordAndComesBack() throws Exception {
    connection.enqueue(_ -> {
      throw busy();
    });

    assertThat(next()).contains("bye").contains("1013").contains("retry_ms");
    await().until(() -> CloseCode.OVERLOADED.status().equals(socket.closed()));
  }
}
