package dev.kefu.gateway;

import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Marks on the sockets of staff which lines of their work lists have changed.
///
/// Who owns a conversation hears of each change, everybody else who may see it at once of a new
/// owner, status or case, and of mere words now and then: otherwise each message of the shop would
/// be a line for each of its staff.
final class WorkLists {

  private static final Logger log = LoggerFactory.getLogger(WorkLists.class);

  /// Changes of one conversation within this time are one line.
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// So often at most onlookers hear of words.
  private static final Duration ONLOOKERS = Duration.ofSeconds(3);

  /// How often what onlookers wait for is looked through when nothing happens.
  private static final Duration PATROL = Duration.ofSeconds(1);

  /// What everybody has to know at once.
  private record Shape(Status status, String group, @Nullable StaffId owner) {}

  /// @param owed whether words came since
  private record Told(Shape shape, long sinceNanos, boolean owed) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Conversations conversations;
  private final Collection<Connection> staff;
  private final Thread thread;

  /// Guarded by `lock`.
  private Set<ConversationId> changed = new LinkedHashSet<>();

  /// Guarded by `lock`.
  private Set<ConversationId> forAll = new HashSet<>();

  /// Touched by the thread only.
  private final Map<ConversationId, Told> told = new HashMap<>();

  /// @param staff the sockets of staff, as they come and go
  WorkLists(Conversations conversations, Collection<Connection> staff) {
    this.conversations = conversations;
    this.staff = staff;
    this.thread = Thread.ofVirtual().name("work-lists").start(this::loop);
  }

  /// Never blocks.
  void changed(ConversationId conversation) {
    lock.lock();
    try {
      if (changed.add(conversation)) {
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Something everybody has to know. Never blocks.
  void changedForAll(ConversationId conversation) {
    lock.lock();
    try {
      forAll.add(conversation);
    } finally {
      lock.unlock();
    }
    changed(conversation);
  }

  void stop() {
    thread.interrupt();
  }

  private record Round(Set<ConversationId> changed, Set<ConversationId> forAll) {}

  private void loop() {
    try {
      while (true) {
        var round = next();
        try {
          round.changed().forEach(id -> tell(id, round.forAll().contains(id)));
          payWhatIsOwed();
        } catch (DataAccessException e) {
          log.atWarn().addKeyValue("cause", e.getMostSpecificCause()).log("a line cannot be read");
          again(round);
        } catch (RuntimeException e) {
          log.atError().setCause(e).log("a change could not be told");
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Round next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var patience = PATROL.toNanos();
      while (changed.isEmpty() && patience > 0) {
        patience = something.awaitNanos(patience);
      }
      var round = new Round(changed, forAll);
      changed = new LinkedHashSet<>();
      forAll = new HashSet<>();
      return round;
    } finally {
      lock.unlock();
    }
  }

  /// The store does not answer: later it will, and nobody else tells of these.
  private void again(Round round) {
    lock.lock();
    try {
      changed.addAll(round.changed());
      forAll.addAll(round.forAll());
    } finally {
      lock.unlock();
    }
  }

  private void tell(ConversationId id, boolean all) {
    conversations.find(id).ifPresent(conversation -> tell(conversation, all));
  }

  private void tell(Conversation conversation, boolean all) {
    var now = System.nanoTime();
    var shape = new Shape(conversation.status(), conversation.group(), conversation.owner());
    var before = told.get(conversation.id());
    if (all
        || before == null
        || !before.shape().equals(shape)
        || now - before.sinceNanos() >= ONLOOKERS.toNanos()) {
      staff.forEach(each -> tell(each, conversation));
      told.put(conversation.id(), new Told(shape, now, false));
    } else {
      staff.stream()
          .filter(each -> owns(each, conversation))
          .forEach(each -> tell(each, conversation));
      told.put(conversation.id(), new Told(shape, before.sinceNanos(), true));
    }
  }

  private static boolean owns(Connection each, Conversation conversation) {
    return each.actor() instanceof Staff member && member.id().equals(conversation.owner());
  }

  private static void tell(Connection each, Conversation conversation) {
    if (each.actor() instanceof Staff member
        && (ConversationAccess.mayRead(member, conversation)
            || each.told().lists(conversation.id()))) {
      each.listed(conversation.id());
    }
  }

  /// Tells what onlookers have waited for, and forgets what has been quiet since.
  private void payWhatIsOwed() {
    var now = System.nanoTime();
    var due =
        told.entrySet().stream()
            .filter(entry -> now - entry.getValue().sinceNanos() >= ONLOOKERS.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    for (var id : due) {
      if (told.get(id) instanceof Told(_, _, var owed) && owed) {
        tell(id, true);
      } else {
        told.remove(id);
      }
    }
  }
}
