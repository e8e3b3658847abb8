package dev.kefu.insight;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.account.TestStaff;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.TestConversations;
import dev.kefu.rulebook.TestReplies;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The reports over a real database, and a shop whose people act at the times the test turns to.
@NullMarked
final class TestReports implements AutoCloseable {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /// Nine o'clock in the shop.
  static final Instant NINE = Instant.parse("2026-11-25T01:00:00Z");

  static final Staff LI = TestConversations.staff("li", "pre_sale", Role.AGENT);
  static final Staff WANG = TestConversations.staff("wang", "after_sale", Role.AGENT);

  final Turning clock = new Turning(NINE);
  final TestDatabase database;
  final TestConversations log;
  final LogReader reader;
  final Names names;

  private TestReports(TestDatabase database) {
    this.database = database;
    log = TestConversations.over(database, clock, _ -> {});
    reader = new LogReader(database.reader(), TestConversations.JSON);
    names = new Names(TestStaff.directory(database.writer(), LI, WANG));
  }

  static TestReports create(Path folder) {
    return new TestReports(TestDatabase.create(folder));
  }

  Report service(Grouping by, @Nullable String agent) {
    return new ServiceReport(reader, names).make(query(by, agent));
  }

  Report satisfaction(Grouping by, @Nullable String agent) {
    return new SatisfactionReport(reader, names).make(query(by, agent));
  }

  Report satisfaction(Grouping by, @Nullable String agent, LocalDate day) {
    return new SatisfactionReport(reader, names).make(query(by, agent, day));
  }

  Report suggestions(Grouping by, @Nullable String agent) {
    var suggestions = new SuggestionReader(database.reader(), TestConversations.JSON);
    return new SuggestionsReport(suggestions, names).make(query(by, agent));
  }

  Report escalations(Grouping by, @Nullable String agent) {
    return new EscalationsReport(database.reader(), names).make(query(by, agent));
  }

  /// The day of [#NINE] in the shop's zone.
  static Query query(Grouping by, @Nullable String agent) {
    return query(by, agent, NINE.atZone(SHANGHAI).toLocalDate());
  }

  /// The one after that.
  static LocalDate nextDay() {
    return NINE.atZone(SHANGHAI).toLocalDate().plusDays(1);
  }

  private static Query query(Grouping by, @Nullable String agent, LocalDate day) {
    return new Query(
        day.atStartOfDay(SHANGHAI).toInstant(),
        day.plusDays(1).atStartOfDay(SHANGHAI).toInstant(),
        SHANGHAI,
        by,
        agent,
        null,
        QueryReader.MOST_ROWS);
  }

  void later(Duration by) {
    clock.turn(by);
  }

  ConversationId open(Shopper shopper, Stage stage) {
    return conversations().open(shopper, stage, Context.NONE).id();
  }

  void hear(Shopper shopper, ConversationId id) {
    conversations().hear(shopper, id, UUID.randomUUID().toString(), new Body.Text("有货吗"));
  }

  void take(Staff staff, ConversationId id) {
    change(
        id,
        change -> {
          change.assign(staff.id());
          change.tell(EventKind.ASSIGN, Conversations.agent(staff), to(staff));
        });
  }

  void transfer(Staff from, Staff to, ConversationId id) {
    change(
        id,
        change -> {
          change.assign(to.id());
          change.tell(EventKind.TRANSFER, Conversations.agent(from), to(to));
        });
  }

  /// @return the number of the reply
  long answer(Staff staff, ConversationId id) {
    return conversations()
        .answer(staff, id, UUID.randomUUID().toString(), TestReplies.cleared("有的"), null)
        .seq();
  }

  void close(Sender by, ConversationId id) {
    change(
        id,
        change -> {
          change.close();
          change.tell(EventKind.CLOSE, by, Map.of("reason", "done"));
        });
  }

  void reopen(Sender by, ConversationId id) {
    change(
        id,
        change -> {
          change.reopen(change.conversation().shopper());
          change.tell(EventKind.REOPEN, by, Map.of());
        });
  }

  void rate(Shopper shopper, ConversationId id, int score, String... tags) {
    change(
        id,
        change ->
            change.tell(
                EventKind.RATE,
                sender(shopper),
                Map.of("score", score, "tags", List.of(tags), "text", "谢谢")));
  }

  /// A card, and what became of it. The set is that of the last one.
  void suggest(
      ConversationId id,
      long forSeq,
      String article,
      @Nullable String used,
      @Nullable String verdict) {
    database
        .writer()
        .sql(
            """
            insert into suggestion_set (conversation, for_seq, seen_seq, cards, card_count, at)
            values (:id, :forSeq, :forSeq, '[]', 1, :at)
            on conflict (conversation, for_seq) do update set at = excluded.at
            """)
        .param("id", id.value())
        .param("forSeq", forSeq)
        .param("at", clock.millis())
        .update();
    database
        .writer()
        .sql(
            """
            insert into suggestion (id, conversation, for_seq, article, article_version, confidence,
              sendable, text, at, used_seq, used_how, verdict)
            values (:card, :id, :forSeq, :article, 1, 'high', 1, 'x', :at,
              case when cast(:used as text) is null then null else 4 end, :used, :verdict)
            """)
        .param("card", "sug_" + UUID.randomUUID())
        .param("id", id.value())
        .param("forSeq", forSeq)
        .param("article", article)
        .param("at", clock.millis())
        .param("used", used)
        .param("verdict", verdict)
        .update();
  }

  static Sender sender(Shopper shopper) {
    return new Sender(shopper.id().value(), "shopper", shopper.name());
  }

  private static Map<String, String> to(Staff staff) {
    return Map.of("to", staff.id().value(), "name", staff.name());
  }

  Conversations conversations() {
    return log.conversations();
  }

  void change(ConversationId id, Consumer<Change> work) {
    conversations()
        .change(
            id,
            change -> {
              work.accept(change);
              return id;
            });
  }

  @Override
  public void close() {
    log.close();
  }

  /// A clock that is turned by hand.
  static final class Turning extends Clock {

    private volatile Instant now;

    Turning(Instant now) {
      this.now = now;
    }

    void turn(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
