package dev.kefu.conversation;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperErased;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Shoppers;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Erases what is known of a shopper, at their wish: who they are, what was said, and what other
/// rooms have made of it, all of it or nothing.
///
/// The logs keep their numbers, what kind of thing happened when, and who of staff did it. What was
/// decided and paid stays, as the law asks of a shop. Blocks until it is durable.
@Component
public class Erasure {

  private final GroupCommit writer;
  private final OpenLogs logs;
  private final Shoppers shoppers;
  private final List<PersonalData> rooms;
  private final ConversationRows conversations;
  private final ErasedEvents events;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  Erasure(
      GroupCommit writer,
      OpenLogs logs,
      Shoppers shoppers,
      List<PersonalData> rooms,
      JdbcClient jdbc,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher news) {
    this.writer = writer;
    this.logs = logs;
    this.shoppers = shoppers;
    this.rooms = rooms;
    this.conversations = new ConversationRows(jdbc, json);
    this.events = new ErasedEvents(jdbc, json);
    this.jdbc = jdbc;
    this.clock = clock;
    this.news = news;
  }

  /// What was erased.
  ///
  /// @param events whose words are gone
  public record Erased(ShopperId shopper, long conversations, long events, Instant at) {}

  /// @param reason for the record; must not tell of the shopper
  /// @throws Refusal `not_found`, also for somebody erased before; `conflict` when a case or a
  ///   payment of theirs is under way
  public Erased erase(Staff by, ShopperId id, String reason) {
    var erased = writer.run(null, true, () -> carryOut(by, id, reason));
    news.publishEvent(new ShopperErased(id));
    return erased;
  }

  private Erased carryOut(Staff by, ShopperId id, String reason) {
    var shopper = shoppers.find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这位买家"));
    var theirs =
        conversations.ofShopper(id, Integer.MAX_VALUE).stream().map(Conversation::id).toList();
    rooms.forEach(room -> room.erase(shopper, theirs));
    var now = Instant.ofEpochMilli(clock.millis());
    var nobody = shoppers.erase(id, now);
    var words = 0L;
    for (var conversation : theirs) {
      words += erase(conversation, by, nobody);
    }
    var erased = new Erased(id, theirs.size(), words, now);
    record(erased, by, reason);
    return erased;
  }

  private long erase(ConversationId id, Staff by, Shopper nobody) {
    var change = logs.change(id);
    var head = change.conversation().head();
    var words = events.erase(id);
    change.erased(Conversations.agent(by), nobody);
    jdbc.sql(
            """
            update conversation
            set shopper_name = :name, buyer = null, context = '{}', erased_to = :head where id = :id
            """)
        .param("name", nobody.name())
        .param("head", head)
        .param("id", id.value())
        .update();
    return words;
  }

  private void record(Erased erased, Staff by, String reason) {
    jdbc.sql(
            """
            insert into erasure (shopper, reason, erased_by, conversations, events, at)
            values (:shopper, :reason, :by, :conversations, :events, :at)
            """)
        .param("shopper", erased.shopper().value())
        .param("reason", reason)
        .param("by", by.id().value())
        .param("conversations", erased.conversations())
        .param("events", erased.events())
        .param("at", erased.at().toEpochMilli())
        .update();
  }
}
