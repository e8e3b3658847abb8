package dev.kefu.conversation;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The conversations that are being written, in memory: where each stands, which messages it has,
/// and the events of the last moments.
///
/// A message is checked and numbered here and written with all others of its batch in a few
/// statements. The database stays the truth: a log comes from there when it is first touched, and
/// is thrown away when a transaction fails. [#committed(ConversationId)] may be called from any
/// thread, everything else from the writer's only.
@Component
class OpenLogs {

  private static final Logger log = LoggerFactory.getLogger(OpenLogs.class);

  private static final int MAX_LOGS = 10_000;

  /// What is known of one event takes so many bytes at most.
  private static final int EVENT_BYTES = 34;

  /// The part of the heap that may be used for that.
  private static final int HEAP_PART = 16;

  private static final long MAX_EVENTS = Runtime.getRuntime().maxMemory() / HEAP_PART / EVENT_BYTES;

  /// Whoever is further behind reads the database.
  private static final int LONGEST_TAIL = 32;

  private static final int MAX_RECENT = 8_192;
  private static final int MAX_RECENT_CHARS = 8_000_000;

  private final ConversationRows conversations;
  private final EventRows events;
  private final LogStatements statements;
  private final JsonMapper json;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  /// Least recently written first.
  private final Map<ConversationId, OpenLog> byUse = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<ConversationId, OpenLog> visible = new ConcurrentHashMap<>();
  private final Set<OpenLog> touched = new LinkedHashSet<>();
  private final Queue<Recent> recent = new ArrayDeque<>();
  private int recentChars;

  /// How long all logs in memory are together.
  private long length;

  private record Recent(OpenLog log, long seq, int chars) {}

  OpenLogs(
      JdbcClient jdbc,
      JdbcOperations batches,
      JsonMapper json,
      Clock clock,
      ApplicationEventPublisher news) {
    this.conversations = new ConversationRows(jdbc, json);
    this.events = new EventRows(jdbc);
    this.statements = new LogStatements(batches);
    this.json = json;
    this.clock = clock;
    this.news = news;
  }

  /// What is committed of a conversation that has been written lately.
  Optional<OpenLog> committed(ConversationId id) {
    return Optional.ofNullable(visible.get(id));
  }

  /// A log to be written on.
  ///
  /// @throws dev.kefu.base.Refusal `not_found`
  OpenChange change(ConversationId id) {
    return new OpenChange(open(id), conversations, json, clock);
  }

  private OpenLog open(ConversationId id) {
    var open = byUse.get(id);
    if (open == null) {
      open = load(conversations.find(id).orElseThrow(Conversations::notFound));
    }
    touched.add(open);
    return open;
  }

  private OpenLog load(Conversation stored) {
    var open = new OpenLog(stored);
    if (stored.head() > 0) {
      events.messages(stored.id(), open::stored);
    }
    byUse.put(stored.id(), open);
    length += stored.head();
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
    statements.update(changed.stream().map(OpenLog::now).toList());
  }

  /// Forgets what was appended and changed since the last flush.
  void undo() {
    touched.forEach(OpenLog::undo);
  }

  /// What was flushed is durable: shows it to everybody, then tells them.
  void committed() {
    for (var each : touched) {
      var added = each.commit(LONGEST_TAIL);
      length += added.size();
      visible.put(each.now().id(), each);
      remember(each, added);
      if (!added.isEmpty()) {
        tell(new LogGrew(each.now().id(), each.now().head()));
      }
    }
    touched.clear();
    forgetWhatIsTooMuch();
  }

  private void tell(LogGrew grew) {
    try {
      news.publishEvent(grew);
    } catch (RuntimeException e) {
      // It is stored all the same; whoever missed the news finds it in the log.
      log.atError().setCause(e).log("a listener failed after the commit");
    }
  }

  private void remember(OpenLog each, List<Event> added) {
    for (var event : added) {
      recent.add(new Recent(each, event.seq(), event.body().length()));
      recentChars += event.body().length();
    }
  }

  private void forgetWhatIsTooMuch() {
    while (recent.size() > MAX_RECENT || recentChars > MAX_RECENT_CHARS) {
      var oldest = recent.remove();
      recentChars -= oldest.chars();
      oldest.log().forgetUpTo(oldest.seq());
    }
    while (byUse.size() > MAX_LOGS || (length > MAX_EVENTS && byUse.size() > 1)) {
      forget(byUse.values().iterator().next());
    }
  }

  private void forget(OpenLog open) {
    var stored = open.committed().conversation();
    byUse.remove(stored.id());
    visible.remove(stored.id());
    length -= stored.head();
  }

  /// Nothing of this batch is in the database: forgets every log it touched.
  void rolledBack() {
    touched.forEach(this::forget);
    touched.clear();
  }
}
