package dev.kefu.torture;

import com.zaxxer.hikari.HikariDataSource;
import dev.kefu.KefuApplication;
import dev.kefu.cluster.Signals;
import dev.kefu.commerce.Payouts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/// The program with one part exchanged for a bad one. Nothing of this can be switched on in the
/// program itself.
final class BuggyServer {

  private BuggyServer() {}

  /// @param args the program's own, and `--bug=` one of [Bug]
  public static void main(String[] args) {
    var bug = bug(args);
    var application = new SpringApplication(KefuApplication.class);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new Exchange(bug)));
    application.run(args);
  }

  private static Bug bug(String[] args) {
    for (var arg : args) {
      if (arg.startsWith("--bug=")) {
        return Bug.valueOf(arg.substring("--bug=".length()));
      }
    }
    throw new IllegalArgumentException("--bug= is missing");
  }

  /// Puts the bad part in place of the good one.
  private static final class Exchange implements BeanPostProcessor {

    private final Bug bug;

    Exchange(Bug bug) {
      this.bug = bug;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return switch (bug) {
        case PUBLISHES_BEFORE_COMMIT, FORGETS_COMMITS, CANCELS_AFTER_APPROVAL ->
            name.equals("writer") && bean instanceof HikariDataSource real
                ? new BadStore(real, bug)
                : bean;
        case LOSES_NUDGES -> bean instanceof Signals real ? new LossySignals(real) : bean;
        case PAYS_BLINDLY -> bean instanceof Payouts real ? new BlindPayouts(real) : bean;
        case STORES_REPEATS,
            RESUMES_ONE_LATER,
            ORDERS_BY_TIME,
            SENDS_NOTES_TO_SHOPPERS,
            ASSIGNS_TWICE ->
            throw new IllegalArgumentException(bug + " is a lie on the wire");
      };
    }
  }

  /// Passes on one nudge in so many.
  private record LossySignals(Signals real, AtomicLong nudges) implements Signals {

    private static final int ONE_IN = 3;

    LossySignals(Signals real) {
      this(real, new AtomicLong());
    }

    @Override
    public void nudge(String topic, long position) {
      if (nudges.incrementAndGet() % ONE_IN == 0) {
        real.nudge(topic, position);
      }
    }

    @Override
    public void listen(String kind, BiConsumer<String, Long> listener) {
      real.listen(kind, listener);
    }
  }

  /// A till that takes each call for a new one.
  private record BlindPayouts(Payouts real, AtomicLong calls) implements Payouts {

    BlindPayouts(Payouts real) {
      this(real, new AtomicLong());
    }

    @Override
    public Receipt pay(Payout payout) {
      return real.pay(
          new Payout(
              payout.key() + "-" + System.nanoTime() + "-" + calls.incrementAndGet(),
              payout.order(),
              payout.buyer(),
              payout.form(),
              payout.amountFen()));
    }

    @Override
    public Optional<Receipt> find(String key) {
      return Optional.empty();
    }
  }
}
