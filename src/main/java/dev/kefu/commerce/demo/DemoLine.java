package dev.kefu.commerce.demo;

import dev.kefu.account.DemoMode;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The line to the demo shop, which can be cut on purpose to see what the house does then. Without
/// the demo nobody is at the other end.
@Component
@OfDemoShop
class DemoLine {

  static final String SOURCE = "demo";

  /// Cut for everything.
  static final String SHOP = "shop";

  /// Cut for the shelf as a whole; `stock` and `price` alone leave the rest of it to be seen.
  static final String PRODUCT = "product";

  /// Cut before a payout: nothing is paid.
  static final String PAYOUT = "payout";

  /// Cut behind a payout: it is paid, but the answer is lost.
  static final String PAYOUT_ANSWER = "payout_answer";

  /// What can be cut: facts by their wire names, and the names above.
  static final Set<String> NAMES =
      Stream.concat(
              Arrays.stream(FactKind.values()).map(DemoLine::wireName),
              Stream.of(SHOP, PRODUCT, PAYOUT, PAYOUT_ANSWER))
          .collect(Collectors.toUnmodifiableSet());

  private static final String SILENT = "店铺系统暂时没有应答";

  private final DemoMode demo;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final Clock clock;

  DemoLine(
      DemoMode demo,
      JdbcClient writer,
      @ReadOnly JdbcClient reader,
      TransactionTemplate transactions,
      Clock clock) {
    this.demo = demo;
    this.writer = writer;
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// Asks for one thing.
  ///
  /// @param about a wire name of a fact or [#PRODUCT]: what has to be on the line
  <T> Answer<T> one(String about, Supplier<Optional<T>> question) {
    if (isCut(about)) {
      return new Answer.Failed<>(SILENT);
    }
    return question.get().<Answer<T>>map(Answer.Found::new).orElseGet(Answer.Missing::new);
  }

  /// Asks for a list.
  <T> Answer<List<T>> many(String about, Supplier<List<T>> question) {
    return one(about, () -> Optional.of(question.get()));
  }

  boolean isCut(String what) {
    return !demo.enabled()
        || reader
                .sql(
                    """
                    select count(*) from demo_outage
                    where what in (:what, :all) and until_at > :now
                    """)
                .param("what", what)
                .param("all", SHOP)
                .param("now", clock.millis())
                .query(Integer.class)
                .single()
            > 0;
  }

  /// @param what [#PAYOUT] or [#PAYOUT_ANSWER]
  void requirePayouts(String what) {
    if (isCut(what)) {
      throw new PayoutUnknown("the demo shop does not answer", null);
    }
  }

  /// Cuts the line for some things until a moment, and mends it for all others.
  ///
  /// @param what names out of [#NAMES]
  Instant cut(Set<String> what, Duration time) {
    var until = now().plus(time);
    transactions.executeWithoutResult(_ -> {
      writer.sql("delete from demo_outage").update();
      for (var each : what) {
        writer
            .sql("insert into demo_outage (what, until_at) values (:what, :until)")
            .param("what", each)
            .param("until", until.toEpochMilli())
            .update();
      }
    });
    return until;
  }

  static String wireName(FactKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
