package dev.kefu.conversation;

import dev.kefu.cluster.Signals;
import dev.kefu.storage.OtherWriters;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The conversations that are being written, in memory: where each stands, which messages it has,
/// and the events of the last moments; of those that other nodes write what they share of them.
///
/// A message is checked and numbered here and written with all others of its batch in a few
/// statements. The database stays the truth: a log comes from there when it is first touched, and
/// is thrown away when a transaction fails. [#committed(ConversationId)] may be called from any
/// thread, everything else from the writer's only.
@Component
class OpenLogs {

  private static final Logger log = LoggerFactory.getLogger(OpenLogs.class);

  private static final int MAX_LOGS = 10_000;

  /// The part of the heap that the ids of all their messages may take.
  private static final int HEAP_PART = 16;

  private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / HEAP_PART;

  /// More than that missed is read like a log that was never in memory.
  private static final int MAX_MISSED = 100;

  /// What nodes tell each other of.
  private static final String TOPIC = "conversation";

  private final ConversationRows conversations;
  private final EventRows events;
  private final Overrides overrides;
  private final LogStatements statements;
  private final SharedRows shared;
  private final JsonMapper json;
  private final Clock clock;
  private final Signals signals;
  private final ApplicationEventPublisher news;

  /// Least recently written first.
  private final Map<ConversationId, OpenLog> byUse = new LinkedHashMap<>(16, 0.75f, true);

  /// Also those that only other nodes write, as long as some of their events are kept.
  private final Map<ConversationId, KnownLog> visible = new ConcurrentHashMap<>();

  private final RecentEvents recent = new RecentEvents(this::emptied);
  private final Furthest furthest = new Furthest(MAX_LOGS);
  private final Set<OpenLog> touched = new LinkedHashSet<>();

  /// What the ids of all logs in memory take.
  private long bytes;

  /// Kept from others until this transaction ends; and how those stood that are not in memory.
  private final Set<ConversationId> held = new HashSet<>();

  private final Map<ConversationId, Conversation> read = new HashMap<>();

  OpenLogs(
      JdbcClient jdbc,
      JdbcOperations batches,
      JsonMapper json,
      Clock clock,
      OtherWriters others,
      Signals signals,
      ApplicationEventPublisher news) {
    this.conversations = new ConversationRows(jdbc, json);
    this.events = new EventRows(jdbc);
    this.overrides = new Overrides(jdbc, clock);
    this.statements = new LogStatements(batches);
    this.shared = new SharedRows(batches, conversations::row, others);
    this.json = json;
    this.clock = clock;
    this.signals = signals;
    this.news = news;
    signals.take(TOPIC, bytes -> heard(Growth.read(bytes)));
  }

  /// What is committed of a conversation that has been written lately.
  Optional<KnownLog> committed(ConversationId id) {
    return Optional.ofNullable(visible.get(id)).filter(this::isUpToDate);
  }

  /// What this node does not write itself it knows only as long as others are heard.
  private boolean isUpToDate(KnownLog log) {
    return !log.isBehind() && (log.isOpen() || signals.healthy());
  }

  /// Other nodes may have written anything without having been heard. Any thread.
  void doubtAll() {
    if (shared.areShared()) {
      visible.values().forEach(KnownLog::doubt);
    }
  }

  /// Another node has committed this. Any thread.
  private void heard(Growth growth) {
    var id = growth.conversation().id();
    var unknown = KnownLog.of(growth);
    // It may come late, after what made it old.
    unknown.heard(furthest.of(id));
    var known = visible.putIfAbsent(id, unknown);
    if (known == null) {
      recent.add(unknown, unknown.committed().tail());
    } else {
      recent.add(known, known.take(growth));
    }
  }

  /// No event of it is in memory any more: one that nobody writes here goes, too.
  private void emptied(KnownLog log) {
    if (!log.isOpen()) {
      furthest.is(log.committed().conversation().id(), log.head());
      visible.remove(log.committed().conversation().id(), log);
    }
  }

  /// Another node has written a conversation up to here. Any thread.
  void heard(ConversationId id, long head) {
    furthest.is(id, head);
    var known = visible.get(id);
    if (known != null) {
      known.heard(head);
    }
  }

  /// Any thread.
  void forgetMarks() {
    if (shared.areShared()) {
      visible.values().forEach(KnownLog::forgetMarks);
    }
  }

  /// Keeps other nodes away from these until the transaction ends. Waits for none of them while it
  /// holds another.
  ///
  /// @return those that others hold or that do not exist
  Set<ConversationId> reserveFree(Collection<ConversationId> ids) {
    if (!shared.areShared()) {
      return Set.of();
    }
    hold(shared.takeFree(ids));
    var rest = new HashSet<>(ids);
    rest.removeAll(held);
    return rest;
  }

  /// The same, and waits for each. Only for who holds none, or keeps all others out.
  void reserve(Collection<ConversationId> ids) {
    if (shared.areShared() && !ids.isEmpty()) {
      hold(shared.take(ids));
    }
  }

  /// The same for one, within a time.
  ///
  /// @throws org.springframework.dao.PessimisticLockingFailureException when it could not be had
  void reserveWithin(ConversationId id, Duration time) {
    hold(shared.takeWithin(id, time));
  }

  private void hold(List<Conversation> rows) {
    for (var row : rows) {
      held.add(row.id());
      var open = byUse.get(row.id());
      if (open == null) {
        read.put(row.id(), row);
      } else {
        catchUp(open, row);
      }
    }
  }

  private void catchUp(OpenLog open, Conversation row) {
    var known = open.known().head();
    var missed = row.head() - known;
    if (missed > MAX_MISSED) {
      forget(open);
      read.put(row.id(), row);
    } else if (!row.equals(open.now())) {
      var events = missed <= 0 ? List.<Event>of() : this.events.after(row.id(), known, MAX_MISSED);
      recent.add(open.known(), open.catchUp(row, events));
      bytes += open.grown();
    }
  }

  /// A log to be written on.
  ///
  /// @throws dev.kefu.base.Refusal `not_found`
  OpenChange change(ConversationId id) {
    return new OpenChange(open(id), conversations, events, overrides, json, clock);
  }

  private OpenLog open(ConversationId id) {
    if (shared.areShared() && !isHeld(id)) {
      reserve(List.of(id));
    }
    var open = byUse.get(id);
    if (open == null) {
      open = load(stored(id).orElseThrow(Conversations::notFound));
    }
    touched.add(open);
    return open;
  }

  /// What is changed and not written yet was held when it was changed.
  private boolean isHeld(ConversationId id) {
    var open = byUse.get(id);
    return held.contains(id) || (open != null && open.changedSinceFlush());
  }

  private Optional<Conversation> stored(ConversationId id) {
    return shared.areShared() ? Optional.ofNullable(read.get(id)) : conversations.find(id);
  }

  private OpenLog load(Conversation stored) {
    var ids = new MessageIds();
    var said = new AtomicLong();
    if (stored.head() > 0) {
      events.messages(
          stored.id(),
          (seq, sender, mid) -> {
            ids.add(sender.id(), mid, seq);
            ids.settle(stored.head());
            said.addAndGet(sender.isShopper() ? 1 : 0);
          });
    }
    var open = new OpenLog(stored, new KnownLog(stored, said.get()), ids);
    // At once: whatever is heard of from now on is heard by this one.
    visible.put(stored.id(), open.known());
    byUse.put(stored.id(), open);
    bytes += open.grown();
    return open;
  }

  /// Writes what was appended and changed since the last flush.
  void flush() {
    var changed = touched.stream().filter(OpenLog::changedSinceFlush).toList();
    if (changed.isEmpty()) {
      return;
    }
    statements.move(changed.stream().filter(OpenLog::movedSinceFlush).map(OpenLog::now).toList());
    statements.insert(changed.stream().flatMap(each -> each.flush().stream()).toList());
    var now = changed.stream().map(OpenLog::now).toList();
    if (shared.areShared()) {
      shared.update(now);
    } else {
      statements.update(now);
    }
  }

  /// Forgets what was appended and changed since the last flush.
  void undo() {
    touched.forEach(OpenLog::undo);
    // With the savepoint went what was locked after it; what was locked before is found free.
    letGo();
  }

  private void letGo() {
    held.clear();
    read.clear();
  }

  /// What was flushed is durable: shows it to everybody, then tells them.
  void committed() {
    var grown = new ArrayList<LogsGrew.Log>();
    for (var each : touched) {
      var growth = each.commit();
      bytes += each.grown();
      recent.add(each.known(), growth.events());
      if (!growth.events().isEmpty()) {
        share(growth);
        grown.add(new LogsGrew.Log(growth.conversation().id(), growth.conversation().head()));
      }
    }
    touched.clear();
    letGo();
    if (!grown.isEmpty()) {
      tell(new LogsGrew(grown));
    }
    forgetWhatIsTooMuch();
  }

  private void tell(LogsGrew grew) {
    try {
      news.publishEvent(grew);
    } catch (RuntimeException e) {
      // It is stored all the same; whoever missed the news finds it in the log.
      log.atError().setCause(e).log("a listener failed after the commit");
    }
  }

  /// Before it is told of, so that other nodes need not ask the database then.
  private void share(Growth growth) {
    if (shared.areShared()) {
      signals.share(TOPIC + "/" + growth.conversation().id().value(), growth::bytes);
    }
  }

  private void forgetWhatIsTooMuch() {
    while (byUse.size() > MAX_LOGS || (bytes > MAX_BYTES && byUse.size() > 1)) {
      forget(byUse.values().iterator().next());
    }
  }

  private void forget(OpenLog open) {
    var id = open.now().id();
    open.known().close();
    furthest.is(id, open.known().head());
    byUse.remove(id);
    visible.remove(id);
    bytes -= open.bytes();
  }

  /// Nothing of this batch is in the database: forgets every log it touched.
  void rolledBack() {
    touched.forEach(this::forget);
    touched.clear();
    letGo();
  }
}
