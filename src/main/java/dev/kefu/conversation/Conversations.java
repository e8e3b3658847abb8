package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Shoppers;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.rulebook.ClearedReply;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The log of every conversation.
///
/// Whatever is stored here is durable before the call returns, numbered 1, 2, 3 … in commit order
/// and never changed again. Every method may be called from any thread but the writer's own; those
/// that store block until the disk has it.
@Component
public class Conversations {

  /// The longest page of events.
  public static final int MAX_PAGE = 100;

  private final GroupCommit writer;
  private final OpenLogs logs;
  private final MarkBatch marks;
  private final Shoppers shoppers;
  private final JsonMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher news;
  private final Tables writing;
  private final Tables reading;
  private final ReadLogs committed;
  private final Overrides overrides;
  private final Closing closing;

  Conversations(
      GroupCommit writer,
      OpenLogs logs,
      MarkBatch marks,
      Shoppers shoppers,
      JdbcClient jdbc,
      @ReadOnly JdbcClient readers,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher news) {
    this.writer = writer;
    this.logs = logs;
    this.marks = marks;
    this.shoppers = shoppers;
    this.json = json;
    this.overrides = new Overrides(jdbc, clock);
    this.closing = new Closing(json);
    this.clock = clock;
    this.news = news;
    this.writing = Tables.over(jdbc, json);
    this.reading = Tables.over(readers, json);
    this.committed = new ReadLogs(logs, reading.conversations(), reading.events(), reading.marks());
  }

  /// Opens a conversation, or finds the open one of that shopper and stage.
  public Conversation open(Shopper shopper, Stage stage, Context context) {
    return writer.run(
        null,
        true,
        () ->
            writing
                .conversations()
                .open(shopper.id(), stage)
                .orElseGet(() -> insert(shopper, stage, context)));
  }

  /// Call it inside a transaction: an erasure waits for its end, or has come before.
  ///
  /// @throws Refusal `unauthorized` for a shopper who was erased
  public void requireKnown(Shopper shopper) {
    if (shoppers.isErased(shopper.id())) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "这位顾客已注销");
    }
  }

  private Conversation insert(Shopper shopper, Stage stage, Context context) {
    requireKnown(shopper);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var conversation =
        new Conversation(
            new ConversationId(Ids.next("cnv_")),
            shopper,
            stage,
            Status.QUEUED,
            ConversationRows.wire(stage),
            null,
            context,
            0,
            0,
            0,
            "",
            now,
            null,
            now);
    writing.conversations().insert(conversation);
    return conversation;
  }

  /// Stores what a shopper says. Never blocks; `answer` hears how it went.
  ///
  /// It is refused with `not_found` for somebody else's conversation, `closed`, `mid_conflict`,
  /// `unavailable`, `storage_full`.
  ///
  /// @param mid the shopper's own id of the message; the same with the same body again finds the
  ///   first
  public void hear(Shopper shopper, ConversationId id, String mid, Body body, Answer answer) {
    say(
        message(id, Sender.shopper(shopper), mid, body),
        conversation -> {
          if (!conversation.shopper().id().equals(shopper.id())) {
            throw notFound();
          }
        },
        answer);
  }

  /// The same, and blocks until it is durable.
  ///
  /// @throws Refusal see above
  public Stored hear(Shopper shopper, ConversationId id, String mid, Body body) {
    var answer = new AwaitedAnswer();
    hear(shopper, id, mid, body, answer);
    return answer.await();
  }

  /// Stores a reply that the rulebook has cleared. Never blocks; `answer` hears how it went.
  ///
  /// It is refused with `forbidden` unless the author owns the conversation, `conversation_moved`
  /// with the `missing` events, `closed`, `mid_conflict`, `not_found`, `unavailable`,
  /// `storage_full`.
  ///
  /// @param ifSeq the last public message of staff the author has seen; null to send regardless
  public void answer(
      Staff author,
      ConversationId id,
      String mid,
      ClearedReply reply,
      @Nullable Long ifSeq,
      Answer answer) {
    say(
        message(id, agent(author), mid, reply.body()),
        conversation -> {
          requireOwner(author, conversation);
          requireUnmoved(conversation, ifSeq);
          Saying.requireOpen(conversation);
          overrides.keep(author, conversation, mid, reply);
        },
        answer);
  }

  /// The same, and blocks until it is durable.
  ///
  /// @throws Refusal see above
  public Stored answer(
      Staff author, ConversationId id, String mid, ClearedReply reply, @Nullable Long ifSeq) {
    var answer = new AwaitedAnswer();
    answer(author, id, mid, reply, ifSeq, answer);
    return answer.await();
  }

  private Saying.Message message(ConversationId id, Sender sender, String mid, Body body) {
    var stored = json.writerFor(Body.class).writeValueAsString(body);
    return new Saying.Message(id, sender, mid, body, stored);
  }

  private void say(Saying.Message message, Saying.Check check, Answer answer) {
    var repeats = new Repeats(writing.events(), json);
    writer.submit(new Saying(message, check, logs, repeats, answer));
  }

  /// Finds the message an earlier try left behind, so that a repeat is not checked again.
  ///
  /// @throws Refusal `mid_conflict` when it held something else
  public Optional<Stored> repeated(Staff author, ConversationId id, String mid, Body body) {
    return committed
        .byMid(id, author.id().value(), mid)
        .map(earlier -> new Repeats(reading.events(), json).of(earlier, body));
  }

  private static void requireOwner(Staff author, Conversation conversation) {
    if (!author.id().equals(conversation.owner())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有接待人可以回复，请先接入或接管");
    }
  }

  private void requireUnmoved(Conversation conversation, @Nullable Long ifSeq) {
    if (ifSeq != null && ifSeq < conversation.lastStaffSeq()) {
      logs.flush();
      var missing = writing.events().after(conversation.id(), ifSeq, MAX_PAGE);
      throw new Refusal(ErrorCode.CONVERSATION_MOVED, "同事刚刚已回复，请确认后再发", Map.of("missing", missing));
    }
  }

  /// Changes a conversation. `work` runs on the writer's thread inside its transaction; a [Refusal]
  /// from it undoes everything it wrote. It may be run twice, the first run undone: it must have no
  /// effect but on the database.
  ///
  /// @throws Refusal `not_found`, or whatever the work throws
  public <T> T change(ConversationId id, Function<Change, T> work) {
    return writer.run(id, true, () -> work.apply(logs.change(id)));
  }

  /// The same for work that reads and writes nothing but rows of this one conversation: what else
  /// is in the database may change meanwhile.
  ///
  /// @throws Refusal `not_found`, or whatever the work throws
  public <T> T changeOnly(ConversationId id, Function<Change, T> work) {
    return writer.run(id, false, () -> work.apply(logs.change(id)));
  }

  /// Changes a conversation once for a key: the same key again answers what the first time gave.
  ///
  /// @throws Refusal also `conflict` when the key was used for something else
  public <T> T changeOnce(
      ConversationId id, CommandKey key, Class<T> type, Function<Change, T> work) {
    return change(
        id,
        change -> {
          var earlier = writing.commands().find(id, key);
          if (earlier.isPresent()) {
            return json.readValue(earlier.get(), type);
          }
          var result = work.apply(change);
          writing.commands().store(id, key, json.writeValueAsString(result), clock.instant());
          return result;
        });
  }

  /// The stored answer of a command that was carried out before; empty for a new one.
  ///
  /// @throws Refusal `conflict` when the key was used for something else
  public <T> Optional<T> answered(ConversationId id, CommandKey key, Class<T> type) {
    return reading.commands().find(id, key).map(stored -> json.readValue(stored, type));
  }

  /// Raises how far somebody has stored, and with `read` also read, a conversation. Never falls; a
  /// number beyond the log counts as its end. Never waits for the disk.
  ///
  /// @param seq as the actor counts
  /// @throws Refusal `not_found`
  public void mark(Actor actor, ConversationId id, long seq, boolean read) {
    var conversation =
        find(id)
            .filter(found -> seq <= (actor instanceof Shopper ? found.shopperHead() : found.head()))
            .or(() -> findAnew(id))
            .orElseThrow(Conversations::notFound);
    var full =
        actor instanceof Shopper
            ? committed.fullSeq(conversation, seq)
            : Math.min(seq, conversation.head());
    var wanted = new MarkMoved(id, actor.actorId(), full);
    writer.submit(
        read
            ? Marking.read(marks, wanted, this::hasRead)
            : Marking.acked(
                marks,
                wanted,
                mark -> news.publishEvent(new Delivered(id, Side.of(actor), mark.seq()))));
  }

  private void hasRead(MarkMoved mark) {
    committed.hasRead(mark);
    news.publishEvent(mark);
  }

  public Optional<Conversation> find(ConversationId id) {
    return committed.find(id);
  }

  /// The same as the store knows it, for who would else be refused: what was heard may be behind.
  public Optional<Conversation> findAnew(ConversationId id) {
    var _ = heads(List.of(id));
    return find(id);
  }

  public List<Conversation> list(ConversationFilter filter) {
    return reading.conversations().list(filter);
  }

  /// Newest first.
  public List<Conversation> ofShopper(ShopperId shopper, int limit) {
    return reading.conversations().ofShopper(shopper, limit);
  }

  /// Where these logs stand.
  public List<Head> heads(Collection<ConversationId> ids) {
    return ids.isEmpty() ? List.of() : heard(reading.conversations().heads(ids));
  }

  /// Where the logs stand that have grown since a moment.
  public List<Head> movedSince(Instant since, int limit) {
    return heard(reading.conversations().movedSince(since, limit));
  }

  private List<Head> heard(List<Head> heads) {
    heads.forEach(head -> heard(head.conversation(), head.head()));
    return heads;
  }

  /// Another node is said to have written a log up to here: what this one remembers of it is not
  /// shown any more if that is less.
  public void heard(ConversationId id, long head) {
    logs.heard(id, head);
  }

  /// The same of how far somebody has read one.
  public void heardRead(MarkMoved mark) {
    committed.hasRead(mark);
  }

  /// Asks the store about every log until something new is heard of it: other nodes may have
  /// written anything meanwhile. Nothing where there is one node.
  public void doubtAll() {
    logs.doubtAll();
  }

  /// Reads again how far everybody has read when that is asked for next: a node that was not heard
  /// may have moved it. Nothing where there is one node.
  public void lookAtMarksAgain() {
    logs.forgetMarks();
  }

  /// The full log after a number.
  ///
  /// @param limit at least 1
  public List<Event> after(ConversationId id, long seq, int limit) {
    return committed.after(id, seq, limit);
  }

  /// What the shopper sees after one of the shopper's own numbers, as they may read it: why it was
  /// closed is told in codes.
  public List<Event> afterForShopper(ConversationId id, long shopperSeq, int limit) {
    return committed.afterForShopper(id, shopperSeq, limit).stream()
        .map(closing::forShopper)
        .toList();
  }

  /// Who of one side has read furthest, in full numbers.
  public Optional<MarkMoved> readBy(Conversation conversation, Side side) {
    return reading.marks().furthestReader(conversation, side);
  }

  /// How far some device of one side has stored a conversation, as a full number; 0 for not at all.
  public long delivered(Conversation conversation, Side to) {
    return reading.marks().acked(conversation, to);
  }

  /// What the shopper calls the last event at or before a full number.
  public long shopperSeq(ConversationId id, long seq) {
    return find(id).map(conversation -> committed.shopperSeq(conversation, seq)).orElse(0L);
  }

  /// Messages of the shopper that somebody has not read.
  public long unread(ConversationId id, Staff reader) {
    return committed.unread(id, reader.id().value());
  }

  /// How staff appear as a sender.
  public static Sender agent(Staff staff) {
    return new Sender(
        staff.id().value(), staff.supervises() ? "supervisor" : "agent", staff.name());
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这个会话");
  }

  private record Tables(
      ConversationRows conversations, EventRows events, Marks marks, CommandResults commands) {

    static Tables over(JdbcClient jdbc, JsonMapper json) {
      return new Tables(
          new ConversationRows(jdbc, json),
          new EventRows(jdbc),
          new Marks(jdbc),
          new CommandResults(jdbc));
    }
  }
}
