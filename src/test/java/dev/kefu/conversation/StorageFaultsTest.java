package dev.kefu.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kefu.account.Shopper;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store fails: nobody is told `ok`, nothing is stored in half, and it goes on afterwards.
@Tag("sqlite")
class StorageFaultsTest {

  private static final int LARGE = 4_000;

  @TempDir Path folder;

  private final Shopper shopper = TestConversations.shopper("lin");
  private TestConversations test;
  private ConversationId conversation;

  @BeforeEach
  void aConversationIsOpen() {
    test = TestConversations.create(folder);
    conversation = test.conversations().open(shopper, Stage.PRE_SALE, Context.NONE).id();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void F_05_whileSomebodyElseHoldsTheDatabaseAMessageIsUnavailableAndLaterStoredOnce()
      throws Exception {
    Refusal refused;
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kefu.db"));
        var statement = other.createStatement()) {
      statement.execute("begin immediate");

      refused = catchThrowableOfType(Refusal.class, () -> say("m-0000001", "在吗"));
      assertThat(test.conversations().find(conversation)).isPresent();
      statement.execute("rollback");
    }
    var stored = say("m-0000001", "在吗");

    assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refused.code().retry()).isTrue();
    assertThat(stored.seq()).isEqualTo(1);
    assertThat(test.conversations().after(conversation, 0, 100)).hasSize(1);
  }

  @Test
  void F_07_onAFullDiskAMessageIsStorageFullReadingGoesOnAndSoDoesWritingWhenThereIsRoom() {
    var pages = test.database().writer().sql("pragma page_count").query(Long.class).single();
    allow(pages);
    var acknowledged = new ArrayList<Long>();
    Refusal refused = null;
    for (var i = 0; refused == null; i++) {
      try {
        acknowledged.add(say("m-100000" + i, "满".repeat(LARGE)).seq());
      } catch (Refusal e) {
        refused = e;
      }
    }

    var kept = test.conversations().after(conversation, 0, 100);
    allow(pages * 10);
    var later = say("m-2000000", "又有地方了");

    assertThat(refused.code()).isEqualTo(ErrorCode.STORAGE_FULL);
    assertThat(kept).extracting(Event::seq).isEqualTo(acknowledged);
    assertThat(later.seq()).isEqualTo(acknowledged.size() + 1L);
  }

  @Test
  void F_05_whoWaitsBehindAMarkIsToldInTimeThatTheWriterStands() throws Exception {
    say("m-0000001", "在吗");
    var stands = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var standing =
          threads.submit(
              () -> test.conversations().change(conversation, _ -> stand(stands, goesOn)));
      stands.await();
      test.conversations().mark(TestConversations.agent("li"), conversation, 1, true);
      var said = threads.submit(() -> say("m-0000002", "还在吗"));

      assertThat(said).failsWithin(Duration.ofSeconds(20));
      goesOn.countDown();
      assertThat(standing).failsWithin(Duration.ofSeconds(20));
    }

    assertThat(say("m-0000002", "还在吗").duplicate()).isFalse();
  }

  private static boolean stand(CountDownLatch stands, CountDownLatch goesOn) {
    stands.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void anErrorInOnePieceOfWorkIsNotTheEndOfTheWriter() {
    assertThatThrownBy(() -> test.conversations().change(conversation, _ -> overflow()))
        .hasRootCauseInstanceOf(StackOverflowError.class);

    assertThat(say("m-0000001", "在吗").seq()).isEqualTo(1);
  }

  private static boolean overflow() {
    throw new StackOverflowError();
  }

  private void allow(long pages) {
    test.database().writer().sql("pragma max_page_count = " + pages).query(Long.class).single();
  }

  private Stored say(String mid, String text) {
    return test.conversations().hear(shopper, conversation, mid, new Body.Text(text));
  }
}
