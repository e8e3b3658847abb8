package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.LogsGrew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BurstsTest {

  private static final ConversationId BUSY = new ConversationId("cnv_busy");
  private static final ConversationId FIRST = new ConversationId("cnv_first");
  private static final ConversationId SECOND = new ConversationId("cnv_second");
  private static final ConversationId THIRD = new ConversationId("cnv_third");

  private final CountDownLatch shopAnswers = new CountDownLatch(1);
  private final BlockingQueue<ConversationId> looked = new LinkedBlockingQueue<>();
  private final Bursts bursts =
      new Bursts(new AssistSettings(Duration.ZERO, Duration.ZERO, 1), this::look, looked::add);

  @BeforeEach
  void keepTheOnlyWorkerBusy() throws InterruptedException {
    bursts.start();
    bursts.on(grew(BUSY));
    assertThat(looked.poll(10, TimeUnit.SECONDS)).isEqualTo(BUSY);
  }

  @AfterEach
  void stop() {
    shopAnswers.countDown();
    bursts.stop();
  }

  @Test
  void whoAskedLastIsLookedAfterFirst() throws InterruptedException {
    List.of(FIRST, SECOND, THIRD).forEach(id -> bursts.on(grew(id)));

    shopAnswers.countDown();

    assertThat(looked(3)).containsExactly(THIRD, SECOND, FIRST);
  }

  @Test
  void whoAsksAgainWhileWaitingIsTheLastWhoAskedAndIsLookedAfterOnce() throws InterruptedException {
    List.of(FIRST, SECOND, THIRD, FIRST).forEach(id -> bursts.on(grew(id)));

    shopAnswers.countDown();

    assertThat(looked(3)).containsExactly(FIRST, THIRD, SECOND);
    bursts.stop();
    assertThat(looked).isEmpty();
  }

  private List<ConversationId> looked(int many) throws InterruptedException {
    var all = new ArrayList<ConversationId>();
    for (int i = 0; i < many; i++) {
      all.add(looked.poll(10, TimeUnit.SECONDS));
    }
    return all;
  }

  private void look(ConversationId id) {
    looked.add(id);
    try {
      if (id.equals(BUSY) && !shopAnswers.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the worker go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LogsGrew grew(ConversationId id) {
    return new LogsGrew(List.of(new LogsGrew.Log(id, 1)));
  }
}
