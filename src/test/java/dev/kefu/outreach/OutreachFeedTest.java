package dev.kefu.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.ShopProfile;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.TestRulebook;
import dev.kefu.storage.Leases;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shop's orders over a week, paid, sent, delayed and lost by chance. Ten thousand:
/// `-Dkefu.outreach.orders=10000`.
@NullMarked
class OutreachFeedTest {

  private static final long SEED = Long.getLong("kefu.outreach.seed", System.nanoTime());
  private static final int ORDERS = Integer.getInteger("kefu.outreach.orders", 300);
  private static final Duration TICK = Duration.ofHours(2);
  private static final Duration WEEK = Duration.ofDays(8);
  private static final Duration LATE = Duration.ofHours(20);
  private static final Duration LIMIT = Duration.ofDays(2);
  private static final Duration LOST = Duration.ofDays(3);

  static final OverdueClaims NO_CLAIMS =
      new OverdueClaims() {
        @Override
        public List<Overdue> all(Instant now, String afterId, int limit) {
          return List.of();
        }

        @Override
        public List<Overdue> ofOrder(String order, Instant now) {
          return List.of();
        }
      };

  private Instant now = FakeShop.NOW;

  @Test
  void eachRiskIsOneTaskNoneIsMissedAndNoneIsOpenAfterDispatch(@TempDir Path folder) {
    try (var database = TestDatabase.create(folder);
        var log = TestConversations.over(database, Clock.systemUTC(), _ -> {})) {
      var feed = new Feed(new Random(SEED));
      var nodes = List.of(node(database, log, feed), node(database, log, feed));
      var opened = new HashMap<String, Instant>();
      var random = new Random(SEED);

      for (var end = now.plus(WEEK); now.isBefore(end); now = now.plus(TICK)) {
        nodes.get(random.nextInt(nodes.size())).lookThrough();
        nodes.get(random.nextInt(nodes.size())).lookThrough();
        var open = open(database);
        assertThat(open).as("at %s, seed %d", now, SEED).isEqualTo(feed.owed());
        open.forEach(key -> opened.putIfAbsent(key, now));
      }

      assertThat(rows(database)).as("one row a risk").isEqualTo(opened.size());
      assertThat(opened.keySet()).isEqualTo(feed.everOwed());
      System.out.printf(
          "%d orders: %d risks, each one task, %d open at the end, seed %d%n",
          ORDERS, opened.size(), open(database).size(), SEED);
    }
  }

  private Tasks node(TestDatabase database, TestConversations log, Feed feed) {
    var rulebook = TestRulebook.over(database).rulebook();
    var duties =
        new Duties(
            ref -> new Fact(ref.fact(), ref.key(), "", now, "feed", FactState.FAILED),
            feed,
            feed.products(),
            feed.shipping(),
            new ShopProfile(database.reader()),
            NO_CLAIMS,
            new OutreachSettings(
                Duration.ofMinutes(1),
                LATE,
                LOST,
                Duration.ofDays(2),
                Duration.ofHours(2),
                Duration.ofDays(1)));
    return new Tasks(
        new TaskRows(database.writer(), database.reader(), rulebook),
        duties,
        new ShelfAlerts(feed.products(), database.writer(), database.reader()),
        log.conversations(),
        new Leases(database.writer(), database.transactions(), () -> now),
        database.transactions(),
        () -> now,
        _ -> {});
  }

  private static java.util.Set<String> open(TestDatabase database) {
    return new java.util.TreeSet<>(
        database
            .reader()
            .sql("select kind, order_id from task where status = 'open'")
            .query((row, _) -> row.getString(1) + " " + row.getString(2))
            .list());
  }

  private static int rows(TestDatabase database) {
    return database.reader().sql("select count(*) from task").query(Integer.class).single();
  }

  /// The shop outside: what is true of an order follows from when chance has it paid and sent.
  private final class Feed implements Orders {

    private final Map<String, Plan> plans = new TreeMap<>();
    private final java.util.Set<String> ever = new java.util.TreeSet<>();
    private final FakeShop shop = new FakeShop();

    private record Plan(
        Order order,
        @Nullable Instant sentAt,
        @Nullable Instant seenLast,
        @Nullable Instant signedAt) {}

    Feed(Random random) {
      for (var i = 0; i < ORDERS; i++) {
        var paid = FakeShop.NOW.plusSeconds(random.nextInt(2 * 86_400));
        var sent = random.nextInt(20) == 0 ? null : paid.plusSeconds(random.nextInt(60 * 3_600));
        var seen = sent == null ? null : sent.plusSeconds(random.nextInt(24 * 3_600));
        var signed =
            seen == null || random.nextInt(10) == 0
                ? null
                : seen.plusSeconds(random.nextInt(5 * 86_400));
        plans.put("YS%06d".formatted(i), new Plan(order(i, paid), sent, seen, signed));
      }
    }

    private Order order(int number, Instant paid) {
      var id = "YS%06d".formatted(number);
      return new Order(
          id,
          "buyer" + number,
          OrderState.PAID,
          List.of(new Order.OrderLine("CUP-A", "云上马克杯", 1, 12_900)),
          12_900,
          null,
          paid,
          paid,
          null,
          null,
          null,
          "zto",
          null,
          "浙江",
          "杭州",
          paid,
          "test");
    }

    /// What an honest reader of the feed would say now.
    java.util.Set<String> owed() {
      var owed = new java.util.TreeSet<String>();
      plans.forEach((id, plan) -> risk(plan).ifPresent(risk -> owed.add(risk + " " + id)));
      ever.addAll(owed);
      return owed;
    }

    java.util.Set<String> everOwed() {
      return ever;
    }

    private Optional<String> risk(Plan plan) {
      var paid = java.util.Objects.requireNonNull(plan.order().paidAt());
      if (paid.isAfter(now) || isSigned(plan)) {
        return Optional.empty();
      }
      if (isSent(plan)) {
        var quiet = Duration.between(lastScan(plan), now);
        return quiet.compareTo(LOST) >= 0 ? Optional.of("lost_parcel") : Optional.empty();
      }
      var waited = Duration.between(paid, now);
      if (waited.compareTo(LATE) < 0) {
        return Optional.empty();
      }
      return Optional.of(waited.compareTo(LIMIT) < 0 ? "late_shipment" : "overdue_shipment");
    }

    private boolean isSent(Plan plan) {
      return plan.sentAt() != null && !plan.sentAt().isAfter(now);
    }

    private boolean isSigned(Plan plan) {
      return plan.signedAt() != null && !plan.signedAt().isAfter(now);
    }

    private Instant lastScan(Plan plan) {
      var sent = java.util.Objects.requireNonNull(plan.sentAt());
      var seen = plan.seenLast();
      return seen == null || seen.isAfter(now) ? sent : seen;
    }

    private Optional<Order> told(Plan plan) {
      var of = plan.order();
      var paid = java.util.Objects.requireNonNull(of.paidAt());
      if (paid.isAfter(now)) {
        return Optional.empty();
      }
      var state =
          isSigned(plan) ? OrderState.SIGNED : isSent(plan) ? OrderState.SHIPPED : OrderState.PAID;
      return Optional.of(
          new Order(
              of.order(),
              of.buyer(),
              state,
              of.lines(),
              of.amountFen(),
              null,
              of.createdAt(),
              paid,
              isSent(plan) ? plan.sentAt() : null,
              null,
              state == OrderState.PAID ? paid.plus(Duration.ofDays(1)) : null,
              "zto",
              isSent(plan) ? "P" + of.order() : null,
              of.province(),
              of.city(),
              now,
              "test"));
    }

    @Override
    public Answer<Order> find(String order) {
      return Optional.ofNullable(plans.get(order))
          .flatMap(this::told)
          .<Answer<Order>>map(Answer.Found::new)
          .orElseGet(Answer.Missing::new);
    }

    @Override
    public Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit) {
      return new Answer.Found<>(List.of());
    }

    @Override
    public Answer<List<Order>> inState(OrderState state, int limit) {
      return inState(state, "", limit);
    }

    @Override
    public Answer<List<Order>> inState(OrderState state, String afterOrder, int limit) {
      var found = new ArrayList<Order>();
      for (var plan : plans.values()) {
        var told = told(plan);
        if (told.isPresent()
            && told.get().state() == state
            && told.get().order().compareTo(afterOrder) > 0
            && found.size() < limit) {
          found.add(told.get());
        }
      }
      found.sort(Comparator.comparing(Order::order));
      return new Answer.Found<>(found);
    }

    Products products() {
      return shop;
    }

    Shipping shipping() {
      return new Shipping() {
        @Override
        public Answer<Parcel> parcel(String parcel) {
          var plan = java.util.Objects.requireNonNull(plans.get(parcel.substring(1)));
          var scans = List.of(new Parcel.Scan(lastScan(plan), "杭州", "运输中"));
          return new Answer.Found<>(
              new Parcel(parcel, plan.order().order(), "zto", "in_transit", scans, now, "test"));
        }

        @Override
        public Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG) {
          return new Answer.Found<>(List.of());
        }
      };
    }
  }
}
