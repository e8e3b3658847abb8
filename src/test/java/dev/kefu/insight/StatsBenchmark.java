package dev.kefu.insight;

import dev.kefu.account.TestStaff;
import dev.kefu.conversation.TestConversations;
import dev.kefu.storage.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures what a report costs over a large database, in time of the processor: one thread does it
/// all, and others may be at work on the machine. `docs/benchmarks.md` has the command.
///
/// Not part of the gate: its name does not end in Test.
class StatsBenchmark {

  private static final int CONVERSATIONS = Integer.getInteger("conversations", 100_000);
  private static final int DAYS = 60;
  private static final int AGENTS = 20;
  private static final int EVENTS_EACH = 10;
  private static final int TIMES = 3;

  private static final List<String> EVENTS =
      List.of(
          """
          insert into event (conversation, seq, shopper_seq, kind, sender_id, sender_role,
            sender_name, mid, body, at)
          with recursive k (seq) as (select 1 union all select seq + 1 from k where seq < 10)
          select c.id, seq, seq,
            case seq when 1 then 'assign' when 10 then 'close' else 'message' end,
            case when seq in (2, 4, 6, 8) then c.shopper else c.owner end,
            case when seq in (2, 4, 6, 8) then 'shopper' else 'agent' end, '小林',
            case when seq between 2 and 9 then c.id || seq end,
            case seq when 1 then '{"to":"' || c.owner || '","name":"小林"}'
              else '{"kind":"text","text":"这件黑色的M码还有货吗？什么时候发货呢，我有点急"}' end,
            c.opened_at + seq * 25000 + abs(random()) % 20000
          from conversation c cross join k
          order by c.opened_at + seq * 25000
          """,
          """
          insert into suggestion_set (conversation, for_seq, seen_seq, cards, card_count, at)
          select conversation, seq, seq, '[{"id":"x","text":"亲，有的","article":{"id":"kb_'
            || (at % 300) || '","title":"有货吗","version":1}}]', 1, at
          from event where sender_role = 'shopper'
          """,
          """
          insert into suggestion (id, conversation, for_seq, article, article_version, confidence,
            sendable, text, at)
          select 'sug_' || conversation || for_seq, conversation, for_seq, 'kb_' || (at % 300), 1,
            'high', 1, '亲，有的，今天下单今天发货哦', at
          from suggestion_set
          """);

  @Test
  void measure(@TempDir Path folder) {
    try (var database = TestDatabase.create(folder)) {
      database.transactions().executeWithoutResult(_ -> fill(database));
      System.out.printf(
          "%d conversations, %d events, %d days%n",
          CONVERSATIONS, CONVERSATIONS * EVENTS_EACH, DAYS);
      var names = new Names(TestStaff.directory(database.writer()));
      var log = new LogReader(database.reader(), TestConversations.JSON);
      var suggestions = new SuggestionReader(database.reader(), TestConversations.JSON);
      for (var days : new int[] {1, 7, 30, DAYS}) {
        time("service", days, new ServiceReport(log, names), Grouping.AGENT);
        time("satisfaction", days, new SatisfactionReport(log, names), Grouping.AGENT);
        time("suggestions", days, new SuggestionsReport(suggestions, names), Grouping.DAY);
        time("articles", days, new SuggestionsReport(suggestions, names), Grouping.ARTICLE);
      }
    }
  }

  private static void time(String name, int days, Reporting report, Grouping by) {
    var to = TestReports.NINE;
    var query =
        new Query(to.minus(Duration.ofDays(days)), to, TestReports.SHANGHAI, by, null, null, 100);
    var clock = ManagementFactory.getThreadMXBean();
    var best = Long.MAX_VALUE;
    for (var i = 0; i < TIMES; i++) {
      var start = clock.getCurrentThreadCpuTime();
      report.make(query);
      best = Math.min(best, clock.getCurrentThreadCpuTime() - start);
    }
    System.out.printf(
        "%-14s %3d days %6d ms of the processor%n", name, days, Duration.ofNanos(best).toMillis());
  }

  /// In the order of time, so that the events of a conversation lie apart as in a real file.
  private static void fill(TestDatabase database) {
    var begin = TestReports.NINE.minus(Duration.ofDays(DAYS)).toEpochMilli();
    database
        .writer()
        .sql(
            """
            insert into conversation (id, shopper, shopper_name, stage, status, group_id, owner,
              context, head, shopper_head, last_staff_seq, last_text, last_at, opened_at)
            with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < :count)
            select printf('cnv_%08x', (i * 2654435761) % 4294967296), 'shp_' || (i % 70000), '小雨',
              'pre_sale', 'closed', 'pre_sale', 'usr_' || (i % :agents), '{}', 10, 10, 9,
              '亲，有的，今天下单今天发货哦', :begin + i * :step + 300000, :begin + i * :step
            from n
            """)
        .param("count", CONVERSATIONS)
        .param("agents", AGENTS)
        .param("begin", begin)
        .param("step", Duration.ofDays(DAYS).toMillis() / CONVERSATIONS)
        .update();
    EVENTS.forEach(sql -> database.writer().sql(sql).update());
  }
}
