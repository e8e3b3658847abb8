package dev.kefu.escalation;

import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.conversation.Conversations;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Has the next grant of a running program carried out by the workers of two nodes. The shop says
/// no to the first, who stands still with that for longer than its lease. The second takes the
/// grant; while the shop is about to say yes to it, the first wakes up and writes what it knows.
@NullMarked
public final class TwoWorkers {

  private static final int DUE_WITHIN_S = 60;
  private static final int POLL_MS = 20;

  /// Beyond the end of the first one's lease.
  private static final Duration LATER = Duration.ofMinutes(1);

  private final BeanFactory beans;
  private final CountDownLatch refused = new CountDownLatch(1);
  private final CountDownLatch awake = new CountDownLatch(1);

  private TwoWorkers(BeanFactory beans) {
    this.beans = beans;
  }

  /// Tells that the next grant is theirs.
  public interface Ready {
    void tell() throws Exception;
  }

  /// Returns when both have written. The program's own worker rests meanwhile.
  ///
  /// @param beans of the program
  public static void play(BeanFactory beans, Ready ready) throws Exception {
    var own = beans.getBean(GrantWorker.class);
    own.stop();
    try {
      new TwoWorkers(beans).play(ready);
    } finally {
      own.start();
    }
  }

  private void play(Ready ready) throws Exception {
    var time = beans.getBean(StoreTime.class);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = worker(time, _ -> refusedAndAsleep());
      ready.tell();
      Future<Boolean> wrote = threads.submit((Callable<Boolean>) () -> carryOutNext(first));
      require(refused.await(DUE_WITHIN_S, TimeUnit.SECONDS), "no grant was due");
      var second = worker(() -> time.now().plus(LATER), payout -> afterTheFirst(wrote, payout));
      require(second.carryOutNext(), "the second found nothing to do");
    } finally {
      awake.countDown();
    }
  }

  private GrantWorker worker(StoreTime time, Function<Payout, Receipt> pays) {
    return new GrantWorker(
        beans.getBean(JdbcClient.class),
        new Till(beans.getBean(Payouts.class), pays),
        beans.getBean(Conversations.class),
        beans.getBean(TransactionTemplate.class),
        beans.getBean(News.class),
        beans.getBean(JsonMapper.class),
        time);
  }

  private static boolean carryOutNext(GrantWorker worker) throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(DUE_WITHIN_S);
    while (System.nanoTime() - until < 0) {
      if (worker.carryOutNext()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    return false;
  }

  private Receipt refusedAndAsleep() {
    refused.countDown();
    try {
      awake.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Receipt("", false, "", "余额不足");
  }

  private Receipt afterTheFirst(Future<Boolean> wrote, Payout payout) {
    awake.countDown();
    try {
      wrote.get(DUE_WITHIN_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the first did not come to an end", e);
    }
    return beans.getBean(Payouts.class).pay(payout);
  }

  private static void require(boolean holds, String otherwise) throws TimeoutException {
    if (!holds) {
      throw new TimeoutException(otherwise);
    }
  }

  /// The shop as one of the two meets it.
  private record Till(Payouts shop, Function<Payout, Receipt> pays) implements Payouts {

    @Override
    public Receipt pay(Payout payout) {
      return pays.apply(payout);
    }

    @Override
    public Optional<Receipt> find(String key) {
      return shop.find(key);
    }

    @Override
    public boolean offers(String form) {
      return shop.offers(form);
    }
  }
}
