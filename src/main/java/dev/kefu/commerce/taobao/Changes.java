package dev.kefu.commerce.taobao;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.taobao.Shelf.Shelved;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
  void look() {
    leases
        .take(LEASE, HELD)
        .ifPresent(lease -> {
          try {
            lookUnder(lease);
          } finally {
            leases.release(lease);
          }
        });
  }

  private void lookUnder(Lease lease) {
    var now = clock.instant();
    var oldest = now.minus(OLDEST);
    var from = marks.read().filter(mark -> mark.isAfter(oldest)).orElse(now.minus(SLICE));
    while (from.isBefore(now)) {
      var until = from.plus(SLICE).isBefore(now) ? from.plus(SLICE) : now;
      if (!leases.holds(lease) || !look(from.minus(OVERLAP), until)) {
        return;
      }
      marks.move(until, lease);
      from = until;
    }
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
              var items = new LinkedHashSet<String>();
              for (var trade : trades) {
                if (isNews(trade)) {
                  moved(trade);
                  trade.list("orders", "order").forEach(line -> items.add(line.text("num_iid")));
                }
              }
              lookAtStock(items, until);
              return new Answer.Found<>(trades.size());
            });
    return answer instanceof Answer.Found<Integer>;
  }

  private boolean isNews(Row trade) {
    var version = trade.text("tid") + " " + trade.text("modified");
    return told.asMap().putIfAbsent(version, true) == null;
  }

  private void moved(Row trade) {
    var order = trade.text("tid");
    parcels.learn(trade);
    forgetting.order(order);
    Parcels.numbers(trade.list("orders", "order")).forEach(forgetting::parcel);
    events.accept(new OrderMoved(order));
  }

  /// What was in an order that changed may have been the last of it.
  private void lookAtStock(Set<String> items, Instant at) {
    if (items.isEmpty()) {
      return;
    }
    var now = shelf.now(List.copyOf(items), new Asked(at, 0));
    for (var each : now.found().orElse(List.of())) {
      var sku = each.product().sku();
      forgetting.product(sku);
      if (isGone(each)) {
        if (told.asMap().putIfAbsent("gone " + sku, true) == null) {
          events.accept(new StockRanOut(sku));
        }
      } else {
        told.invalidate("gone " + sku);
      }
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
