package dev.kefu.gateway;

import dev.kefu.conversation.ConversationId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What one socket was told: how far of each conversation it follows, which lines stand in its work
/// list.
///
/// Changed by the thread that writes to the socket, but for [#opening]; may be asked by any thread.
final class Told {

  /// What most sockets have of conversations.
  private static final int FEW = 1;

  /// The number of the last event written, by conversation.
  private final Map<ConversationId, Long> written = new ConcurrentHashMap<>(FEW);

  /// How far the client has those it does not follow any more, or not yet: it may get the right to
  /// them again, and nothing is sent twice.
  private final Map<ConversationId, Long> left = new ConcurrentHashMap<>(FEW);

  /// Conversations of which more was missed than is sent unasked, with the end of each.
  private final Map<ConversationId, Long> cutShort = new ConcurrentHashMap<>(FEW);

  /// How far the other side has stored what this socket follows.
  private final Map<ConversationId, Long> reached = new ConcurrentHashMap<>(FEW);

  /// How far each has read, of whom this socket was told.
  private final Map<Reader, Mark> read = new ConcurrentHashMap<>(FEW);

  private record Reader(ConversationId conversation, String participant) {}

  private record Mark(long mark, long seq) {
    static final Mark NONE = new Mark(-1, -1);
  }

  private final Set<ConversationId> listed = ConcurrentHashMap.newKeySet(FEW);
  private long rev;
  private boolean welcomed;

  /// Whether this socket has asked for a conversation and was not answered yet. Set by the thread
  /// that reads from it.
  private volatile boolean opening;

  private final Set<ConversationId> putOff = ConcurrentHashMap.newKeySet(FEW);

  /// What comes after it is told; what was before, the welcome and what follows it tell.
  void welcomed() {
    welcomed = true;
  }

  boolean isWelcomed() {
    return welcomed;
  }

  void opening(boolean yes) {
    opening = yes;
  }

  boolean isOpening() {
    return opening;
  }

  /// It was opened meanwhile, and comes after the answer.
  void putOff(ConversationId conversation) {
    putOff.add(conversation);
  }

  /// What was put off, and is no longer.
  Set<ConversationId> takePutOff() {
    var those = Set.copyOf(putOff);
    putOff.clear();
    return those;
  }

  boolean follows(ConversationId conversation) {
    return written.containsKey(conversation);
  }

  Set<ConversationId> followed() {
    return written.keySet();
  }

  /// @return the number of the last event written; -1 for a conversation this socket does not
  ///   follow
  long written(ConversationId conversation) {
    return written.getOrDefault(conversation, -1L);
  }

  /// From now on what comes after `seq` is written.
  void written(ConversationId conversation, long seq) {
    written.put(conversation, seq);
    cutShort.remove(conversation);
  }

  void unfollow(ConversationId conversation) {
    var seq = written.remove(conversation);
    if (seq != null) {
      left.put(conversation, seq);
    }
    reached.remove(conversation);
    read.keySet().removeIf(reader -> reader.conversation().equals(conversation));
  }

  /// The client has a conversation up to here, and may not follow it now.
  void left(ConversationId conversation, long seq) {
    left.put(conversation, seq);
  }

  /// @return how far the client has a conversation that it does not follow; 0 for nothing of it
  long left(ConversationId conversation) {
    return left.getOrDefault(conversation, 0L);
  }

  /// Notes how far the other side has stored a conversation.
  ///
  /// @return whether that is further than this socket was told before
  boolean reachesFurther(ConversationId conversation, long seq) {
    if (seq <= reached.getOrDefault(conversation, 0L)) {
      return false;
    }
    reached.put(conversation, seq);
    return true;
  }

  /// Notes how far somebody has read a conversation.
  ///
  /// @param mark where that is in the log
  /// @param seq the same as this socket's actor counts
  /// @return whether to tell it: not what is behind, as comes about when nodes tell in turn, and
  ///   not what moved over events only that this actor is not shown
  boolean reads(ConversationId conversation, String participant, long mark, long seq) {
    var before = noted(conversation, participant, mark, seq);
    return seq > before.seq() || (seq == before.seq() && mark <= before.mark());
  }

  /// The same for a page that shows the conversation anew, and knows nothing of what was told.
  ///
  /// @return whether it is not behind what was told before
  boolean readsAnew(ConversationId conversation, String participant, long mark, long seq) {
    return seq >= noted(conversation, participant, mark, seq).seq();
  }

  /// @return what was noted before
  private Mark noted(ConversationId conversation, String participant, long mark, long seq) {
    var reader = new Reader(conversation, participant);
    var before = read.getOrDefault(reader, Mark.NONE);
    if (seq >= before.seq()) {
      read.put(reader, new Mark(Math.max(mark, before.mark()), seq));
    }
    return before;
  }

  /// A conversation of which the client has to ask for the rest; it is not followed until then.
  void cutShort(ConversationId conversation, long head) {
    cutShort.put(conversation, head);
  }

  boolean isCutShort(ConversationId conversation) {
    return cutShort.containsKey(conversation);
  }

  Map<ConversationId, Long> cutShort() {
    return cutShort;
  }

  /// Whether a conversation stands in this socket's work list.
  boolean lists(ConversationId conversation) {
    return listed.contains(conversation);
  }

  void lists(ConversationId conversation, boolean yes) {
    if (yes) {
      listed.add(conversation);
    } else {
      listed.remove(conversation);
    }
  }

  long nextRev() {
    return ++rev;
  }
}
