package dev.kefu.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Staff;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Status;
import dev.kefu.conversation.TestConversations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// Whatever people do, the report says what a plain count of the log says.
class RecountTest {

  private static final int STEPS = 300;
  private static final int SHOPPERS = 6;
  private static final int SHORT_PAUSE_S = 60;
  private static final int LONGEST_PAUSE_S = 9_000;
  private static final int QUIET_EVERY = 50;

  @TempDir Path folder;

  @RepeatedTest(3)
  void theReportEqualsACountOfTheLog() {
    var seed = new Random().nextLong();
    try (var shop = TestReports.create(folder)) {
      var conversations = play(shop, new Random(seed));

      var report = shop.service(Grouping.AGENT, null);

      assertThat(counted(report.totals()))
          .as("seed %s", seed)
          .isEqualTo(recount(shop, conversations));
      var hours = shop.service(Grouping.HOUR, null);
      COUNTED.forEach(name ->
          assertThat(sum(hours, name))
              .as("seed %s, %s by the hour", seed, name)
              .isEqualTo(report.totals().get(name)));
      for (var name : List.of("answered_rounds", "staff_messages")) {
        assertThat(sum(report, name))
            .as("seed %s, %s by agent", seed, name)
            .isEqualTo(report.totals().get(name));
      }
    }
  }

  /// Everything happens on one day, so that the day's report holds all of it.
  private static Set<ConversationId> play(TestReports shop, Random random) {
    var ids = new LinkedHashSet<ConversationId>();
    for (var step = 0; step < STEPS; step++) {
      var pause = step % QUIET_EVERY == 0 ? LONGEST_PAUSE_S : SHORT_PAUSE_S;
      shop.later(Duration.ofSeconds(random.nextInt(pause)));
      var shopper = TestConversations.shopper("s" + random.nextInt(SHOPPERS));
      var id = shop.open(shopper, Stage.PRE_SALE);
      ids.add(id);
      var staff = random.nextBoolean() ? TestReports.LI : TestReports.WANG;
      act(shop, random, shop.conversations().find(id).orElseThrow(), staff);
    }
    return ids;
  }

  private static void act(TestReports shop, Random random, Conversation about, Staff staff) {
    var id = about.id();
    var owner = owner(about);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> shop.hear(about.shopper(), id);
      case 4, 5, 6 -> {
        if (owner != null) {
          shop.answer(owner, id);
        }
      }
      case 7 -> shop.take(staff, id);
      case 8 -> {
        if (owner != null) {
          shop.transfer(owner, staff, id);
        }
      }
      default -> {
        var by = owner == null ? TestReports.sender(about.shopper()) : Conversations.agent(owner);
        shop.close(by, id);
        if (random.nextBoolean()) {
          shop.reopen(by, id);
        }
      }
    }
  }

  private static @Nullable Staff owner(Conversation about) {
    if (about.owner() == null || about.status() != Status.ASSIGNED) {
      return null;
    }
    return about.owner().equals(TestReports.LI.id()) ? TestReports.LI : TestReports.WANG;
  }

  private static final List<String> COUNTED =
      List.of(
          "visits",
          "answered_visits",
          "transferred_visits",
          "closed_visits",
          "rounds",
          "answered_rounds",
          "waiting_rounds",
          "left_rounds",
          "shopper_messages",
          "staff_messages");

  private static Map<String, Object> counted(Map<String, Object> totals) {
    var counted = new TreeMap<String, Object>();
    COUNTED.forEach(name -> counted.put(name, totals.getOrDefault(name, -1L)));
    return counted;
  }

  private static long sum(Report report, String name) {
    return report.data().stream()
        .mapToLong(row -> ((Number) row.getOrDefault(name, -1L)).longValue())
        .sum();
  }

  private static Map<String, Object> recount(TestReports shop, Set<ConversationId> ids) {
    var counts = new TreeMap<String, Object>();
    COUNTED.forEach(name -> counts.put(name, 0L));
    for (var id : ids) {
      var log = shop.conversations().after(id, 0, STEPS * 2);
      for (var i = 0; i < log.size(); i++) {
        names(log, i).forEach(name -> counts.merge(name, 1L, (a, b) -> (long) a + (long) b));
      }
    }
    return counts;
  }

  /// What the event at a place counts as, told from the events around it and nothing else.
  private static List<String> names(List<Event> log, int at) {
    var names = new ArrayList<String>();
    var event = log.get(at);
    if (heard(event)) {
      names.add("shopper_messages");
      if (startsRound(log, at)) {
        names.add("rounds");
        names.add(roundEnds(log, at));
      }
      if (startsVisit(log, at)) {
        names.add("visits");
        names.addAll(visitHolds(log, at));
      }
    } else if (event.kind() == EventKind.MESSAGE) {
      names.add("staff_messages");
    } else if (event.kind() == EventKind.CLOSE && heardSinceClose(log, at)) {
      names.add("closed_visits");
    }
    return names;
  }

  private static boolean heard(Event event) {
    return event.kind() == EventKind.MESSAGE && "shopper".equals(event.sender().role());
  }

  private static boolean startsRound(List<Event> log, int at) {
    return log.subList(0, at).reversed().stream()
        .filter(e -> e.kind() == EventKind.MESSAGE || e.kind() == EventKind.CLOSE)
        .findFirst()
        .map(before -> !heard(before))
        .orElse(true);
  }

  private static String roundEnds(List<Event> log, int at) {
    return log.subList(at, log.size()).stream()
        .filter(e -> !heard(e))
        .filter(e -> e.kind() == EventKind.MESSAGE || e.kind() == EventKind.CLOSE)
        .findFirst()
        .map(end -> end.kind() == EventKind.CLOSE ? "left_rounds" : "answered_rounds")
        .orElse("waiting_rounds");
  }

  private static boolean startsVisit(List<Event> log, int at) {
    if (!startsRound(log, at)) {
      return false;
    }
    var last =
        log.subList(0, at).reversed().stream()
            .filter(e -> e.kind() == EventKind.MESSAGE)
            .findFirst();
    return !heardSinceClose(log, at) || last.map(said -> silent(said, log.get(at))).orElse(true);
  }

  private static boolean silent(Event said, Event next) {
    return Duration.between(said.at(), next.at()).compareTo(Reading.SILENCE) >= 0;
  }

  private static boolean heardSinceClose(List<Event> log, int at) {
    return log.subList(0, at).reversed().stream()
        .takeWhile(e -> e.kind() != EventKind.CLOSE)
        .anyMatch(RecountTest::heard);
  }

  private static List<String> visitHolds(List<Event> log, int at) {
    var end = at + 1;
    while (end < log.size()
        && log.get(end).kind() != EventKind.CLOSE
        && !(heard(log.get(end)) && startsVisit(log, end))) {
      end++;
    }
    var held = log.subList(at, end);
    var names = new ArrayList<String>();
    if (held.stream().anyMatch(e -> e.kind() == EventKind.MESSAGE && !heard(e))) {
      names.add("answered_visits");
    }
    if (held.stream().anyMatch(e -> e.kind() == EventKind.TRANSFER)) {
      names.add("transferred_visits");
    }
    return names;
  }
}
