package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.MarkMoved;
import dev.kefu.conversation.TestConversations;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/// Who follows a conversation while lines come and go.
class FollowersTest {

  private static final ConversationId CONVERSATION = new ConversationId("cnv_1");
  private static final int TIMES = 2_000_000;

  private final Followers followers = new Followers();

  @Test
  void P_32_whoComesBackWhileTheirOldLineEndsHearsOfTheConversation() throws Exception {
    var old = connection();
    var back = connection();
    var leaving =
        Thread.ofPlatform()
            .start(() -> {
              for (var i = 0; i < TIMES; i++) {
                followers.add(CONVERSATION, old);
                followers.remove(CONVERSATION, old);
              }
            });

    var lost = 0;
    while (leaving.isAlive()) {
      followers.add(CONVERSATION, back);
      // Counted and not asserted: whatever takes longer makes the moment that matters rarer.
      if (!followers.of(CONVERSATION).contains(back)) {
        lost++;
      }
      followers.remove(CONVERSATION, back);
    }
    leaving.join();

    assertThat(lost).isZero();
    assertThat(followers.conversations()).isEmpty();
  }

  private static Connection connection() {
    return new Connection(
        new FakeSocket(),
        new FrameCodec(TestConversations.JSON),
        Binder.get(new StandardEnvironment()).bindOrCreate("kefu.gateway", SocketSettings.class),
        new Nothing());
  }

  /// Nothing is written here.
  private static final class Nothing implements Connection.Work {

    @Override
    public void grew(Connection connection, ConversationId conversation) {}

    @Override
    public void list(Connection connection, ConversationId conversation) {}

    @Override
    public void suggest(Connection connection, ConversationId conversation) {}

    @Override
    public void read(Connection connection, MarkMoved moved) {}

    @Override
    public void delivered(Connection connection, ConversationId conversation, long seq) {}
  }
}
