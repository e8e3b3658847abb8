package dev.kefu.torture;

import com.zaxxer.hikari.HikariDataSource;
import dev.kefu.KefuApplication;
import dev.kefu.cluster.Nudge;
import dev.kefu.cluster.Signals;
import dev.kefu.commerce.Payouts;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/// The program with a few parts exchanged for ones that are wrong while a [BugSwitch] says so, and
/// right otherwise. Nothing of this can be switched on in the program itself.
final class BuggyServer {

  private BuggyServer() {}

  /// @param args the program's own, and the switch
  public static void main(String[] args) throws Exception {
    var bugs = BugSwitch.of(args);
    var application = new SpringApplication(KefuApplication.class);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new Exchange(bugs)));
    var running = application.run(args);
    bugs.standstill().serve(running);
  }

  /// Puts the doubtful parts in place of the good ones.
  private record Exchange(BugSwitch bugs) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return switch (bean) {
        case HikariDataSource real when name.equals("writer") -> new BadStore(real, bugs);
        case Signals real -> new BadSignals(real, bugs);
        case Payouts real -> new BadPayouts(real, bugs);
        default -> bean;
      };
    }
  }

  /// Passes on nothing, or late, or keeps something of it.
  private record BadSignals(
      Signals real, BugSwitch bugs, Queue<byte[]> kept, ScheduledExecutorService later)
      implements Signals {

    private static final String OF_A_LOG = "conversation/";
    private static final int OF_EACH = 1 << 20;
    private static final int LATE_MS = 3_000;

    BadSignals(Signals real, BugSwitch bugs) {
      this(real, bugs, new ConcurrentLinkedQueue<>(), Executors.newScheduledThreadPool(1));
    }

    @Override
    public void nudge(String topic, long position) {
      if (bugs.isOn(Bug.LOSES_NUDGES)) {
        return;
      }
      if (bugs.isOn(Bug.TELLS_LATE)) {
        var _ = later.schedule(() -> real.nudge(topic, position), LATE_MS, TimeUnit.MILLISECONDS);
        return;
      }
      if (!bugs.isOn(Bug.KEEPS_EVERYTHING)) {
        kept.clear();
      } else if (topic.startsWith(OF_A_LOG)) {
        kept.add(new byte[OF_EACH]);
      }
      real.nudge(topic, position);
    }

    @Override
    public void listen(String kind, Consumer<Nudge> listener) {
      real.listen(kind, listener);
    }

    @Override
    public void share(String topic, Supplier<byte[]> words) {
      if (!bugs.isOn(Bug.LOSES_NUDGES)) {
        real.share(topic, words);
      }
    }

    @Override
    public void take(String kind, Consumer<byte[]> listener) {
      real.take(kind, listener);
    }

    @Override
    public boolean healthy() {
      return real.healthy();
    }
  }

  /// A till that takes each call for a new one, or at which the process ends.
  private record BadPayouts(Payouts real, BugSwitch bugs, AtomicLong calls) implements Payouts {

    BadPayouts(Payouts real, BugSwitch bugs) {
      this(real, bugs, new AtomicLong());
    }

    @Override
    public Receipt pay(Payout payout) {
      bugs.reach(Failpoint.BEFORE_THE_TILL_IS_ASKED_TO_PAY);
      var receipt = real.pay(bugs.isOn(Bug.PAYS_BLINDLY) ? another(payout) : payout);
      bugs.reach(Failpoint.AFTER_THE_TILL_HAS_PAID);
      return receipt;
    }

    private Payout another(Payout payout) {
      return new Payout(
          payout.key() + "-" + calls.incrementAndGet(),
          payout.order(),
          payout.buyer(),
          payout.form(),
          payout.amountFen());
    }

    @Override
    public Optional<Receipt> find(String key) {
      bugs.reach(Failpoint.BEFORE_THE_TILL_IS_ASKED_WHAT_IT_PAID);
      var known = bugs.isOn(Bug.PAYS_BLINDLY) ? Optional.<Receipt>empty() : real.find(key);
      bugs.reach(Failpoint.AFTER_THE_TILL_SAID_WHAT_IT_PAID);
      return known;
    }
  }
}
