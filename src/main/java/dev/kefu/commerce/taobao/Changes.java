package dev.kefu.commerce.taobao;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Unreadable;
import dev.kefu.commerce.taobao.Shelf.Shelved;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the platform from time to time which trades have changed, and tells what a shop that calls
/// us by itself would have told: that an order has moved, that something has run out. One node at a
/// time asks. Nothing that is told is believed but that it is worth a look.
class Changes {

  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  private static final String METHOD = "taobao.trades.sold.increment.get";
  private static final String LEASE = "taobao-changes";
  private static final Duration HELD = Duration.ofMinutes(2);

  /// What changed while the platform was writing it down is asked for once more.
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /// The platform answers best for no more than this.
  private static final Duration SLICE = Duration.ofMinutes(30);

  /// A node that begins, or was long away, does not tell of what is older: whoever needs to know
  /// looks through the shop anyway.
  private static final Duration OLDEST = Duration.ofHours(6);

  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private static final int PAGE = 40;
  private static final int MOST_PAGES = 100;
  private static final int REMEMBERED = 100_000;

  private final TopGateway gateway;
  private final Shelf shelf;
  private final Parcels parcels;
  private final Forgetting forgetting;
  private final Consumer<Object> events;
  private final Leases leases;
  private final Marks marks;
  private final Clock clock;

  /// What was told of already, because spans overlap.
  private final Cache<String, Boolean> told = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Changes(
      TopGateway gateway,
      Shelf shelf,
      Parcels parcels,
      Forgetting forgetting,
      Consumer<Object> events,
      Leases leases,
      Marks marks,
      Clock clock) {
    this.gateway = gateway;
    this.shelf = shelf;
    this.parcels = parcels;
    this.forgetting = forgetting;
    this.events = events;
    this.leases = leases;
    this.marks = marks;
    this.clock = clock;
  }

  /// Looks at what has changed since the last time, unless another node does.
  ///
  /// @param goesOn asked before each span, so that a stop waits for one and not for hours of them
  void look(BooleanSupplier goesOn) {
    leases
        .take(LEASE, HELD)
        .ifPresent(lease -> {
          try {
            lookUnder(lease, goesOn);
          } finally {
            leases.release(lease);
          }
        });
  }

  private void lookUnder(Lease lease, BooleanSupplier goesOn) {
    var now = clock.instant();
    var oldest = now.minus(OLDEST);
    var from = marks.read().filter(mark -> mark.isAfter(oldest)).orElse(now.minus(SLICE));
    while (from.isBefore(now) && goesOn.getAsBoolean()) {
      var until = from.plus(SLICE).isBefore(now) ? from.plus(SLICE) : now;
      if (!isStillOurs(lease) || !look(from.minus(OVERLAP), until)) {
        return;
      }
      marks.move(until, lease);
      from = until;
    }
  }

  /// Each span takes its time, so the lease begins anew with it.
  private boolean isStillOurs(Lease lease) {
    return leases.take(LEASE, HELD).filter(lease::equals).isPresent();
  }

  /// @return false when the platform did not tell; what it told so far was passed on
  private boolean look(Instant from, Instant until) {
    var first = page(from, until, 1);
    if (first instanceof Answer.Found<Page>(var page) && isTooMuch(page, from, until)) {
      var middle = from.plus(Duration.between(from, until).dividedBy(2));
      return look(from, middle) && look(middle, until);
    }
    var changed = changed(first, from, until);
    if (!(changed instanceof Answer.Found<List<Row>>(var trades))) {
      log.atWarn().log("the platform does not tell what has changed");
      return false;
    }
    var answer =
        gateway.reading(
            METHOD,
            () -> {
              trades.stream().filter(this::isNews).forEach(this::moved);
              return lookAtStock(trades, until);
            });
    return answer instanceof Answer.Found<Integer>;
  }

  private boolean isNews(Row trade) {
    return told.asMap().putIfAbsent(version(trade), true) == null;
  }

  private static String version(Row trade) {
    return trade.text("tid") + " " + trade.text("modified");
  }

  private void moved(Row trade) {
    var order = trade.text("tid");
    parcels.learn(trade);
    forgetting.order(order);
    Parcels.numbers(trade.list("orders", "order")).forEach(forgetting::parcel);
    events.accept(new OrderMoved(order));
  }

  /// What was in an order that changed may have been the last of it. A trade counts as looked at
  /// once the platform has told of its goods: else its span is asked for again.
  private Answer<Integer> lookAtStock(List<Row> trades, Instant at) {
    var waiting = trades.stream().filter(trade -> told.getIfPresent(stock(trade)) == null).toList();
    var lines = waiting.stream().flatMap(trade -> trade.list("orders", "order").stream()).toList();
    if (!lines.isEmpty()) {
      var items = lines.stream().map(line -> line.text("num_iid")).distinct().toList();
      switch (shelf.now(items, new Asked(at, 0))) {
        case Answer.Found<List<Shelved>>(var goods) -> {
          var sold = lines.stream().map(Trades::code).collect(Collectors.toSet());
          goods.forEach(each -> tell(each, sold));
        }
        case Answer.Missing<List<Shelved>> _ -> {}
        case Answer.Failed<List<Shelved>>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    waiting.forEach(trade -> told.put(stock(trade), true));
    return new Answer.Found<>(waiting.size());
  }

  private static String stock(Row trade) {
    return "stock " + version(trade);
  }

  /// Of an item's SKUs only those are forgotten that were in an order, or are there again or no
  /// more.
  private void tell(Shelved each, Set<String> sold) {
    var sku = each.product().sku();
    var isGone = isGone(each);
    var turned =
        isGone
            ? told.asMap().putIfAbsent("gone " + sku, true) == null
            : told.asMap().remove("gone " + sku) != null;
    if (turned || sold.contains(sku)) {
      forgetting.product(sku);
    }
    if (turned && isGone) {
      events.accept(new StockRanOut(sku));
    }
  }

  private static boolean isGone(Shelved each) {
    return each.product().onSale() && each.product().stock() == 0;
  }

  /// The pages move while they are read, because what changes goes to the first: read from the last
  /// one on, nothing is left out.
  private Answer<List<Row>> changed(Answer<Page> first, Instant from, Instant until) {
    if (!(first instanceof Answer.Found<Page>(var found))) {
      return failed(first);
    }
    var all = new ArrayList<Row>();
    for (long page = pages(found.total()); page > 1; page--) {
      var next = page(from, until, page);
      if (!(next instanceof Answer.Found<Page>(var more))) {
        return failed(next);
      }
      all.addAll(more.rows());
    }
    if (pages(found.total()) > 1) {
      var again = page(from, until, 1);
      if (!(again instanceof Answer.Found<Page>(var newest))) {
        return failed(again);
      }
      all.addAll(newest.rows());
    } else {
      all.addAll(found.rows());
    }
    return new Answer.Found<>(all);
  }

  private static Answer<List<Row>> failed(Answer<Page> answer) {
    return answer instanceof Answer.Failed<Page>(var reason)
        ? new Answer.Failed<>(reason)
        : new Answer.Found<>(List.of());
  }

  private static long pages(long total) {
    return (total + PAGE - 1) / PAGE;
  }

  /// The platform lets nobody read on for ever: then the span is asked for in two halves.
  private static boolean isTooMuch(Page page, Instant from, Instant until) {
    return pages(page.total()) > MOST_PAGES
        && Duration.between(from, until).compareTo(SHORTEST) > 0;
  }

  private record Page(List<Row> rows, long total) {}

  private Answer<Page> page(Instant from, Instant until, long number) {
    var values =
        Map.of(
            "fields", "tid,modified,status,orders",
            "start_modified", TopTime.text(from),
            "end_modified", TopTime.text(until),
            "page_no", Long.toString(number),
            "page_size", Integer.toString(PAGE));
    return gateway.read(
        METHOD,
        values,
        body -> {
          var total = body.path("total_results");
          if (!total.isIntegralNumber()) {
            throw new Unreadable("total_results is no number");
          }
          return new Answer.Found<>(new Page(Row.list(body, "trades", "trade"), total.longValue()));
        });
  }
}
