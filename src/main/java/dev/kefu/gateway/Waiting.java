package dev.kefu.gateway;

import dev.kefu.conversation.ConversationId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be written on one socket, and how that is to end.
///
/// Frames wait in their order; too many of them end the socket. Marks wait once each, and come
/// after the frames. Any thread adds; each way in says whether a thread has to begin to write,
/// which is when nobody does. That one asks for the [#next] until it [#rests].
final class Waiting {

  /// Beyond this many waiting frames, what may be lost is not queued at all.
  private static final int EPHEMERAL_UP_TO = 64;

  /// What most sockets have of waiting frames.
  private static final int FEW = 1;

  private final SocketSettings settings;
  private final ReentrantLock lock = new ReentrantLock();

  /// All below is guarded by `lock`.
  private final Queue<Outgoing> queue = new ArrayDeque<>(FEW);

  private final Set<Mark> marks = new LinkedHashSet<>();

  /// How far the other side has stored what the marks speak of.
  private final Map<ConversationId, Long> reached = new HashMap<>();

  /// Whether a thread writes, or is about to.
  private boolean writing;

  private long bytes;
  private @Nullable CloseCode closing;
  private boolean closed;

  /// Something to be done on the writer's thread, in the order it was asked for.
  interface Outgoing {
    void write(Connection connection) throws IOException;

    default int bytes() {
      return 0;
    }
  }

  enum Kind {
    GREW,
    LISTED,
    SUGGESTED,
    DELIVERED
  }

  record Mark(Kind kind, ConversationId conversation) {}

  /// What the writer does next.
  sealed interface Next {
    record Do(Outgoing outgoing) implements Next {}

    record Follow(Mark mark) implements Next {}

    record Close(CloseCode code) implements Next {}

    record Pause() implements Next {}

    record End() implements Next {}
  }

  Waiting(SocketSettings settings) {
    this.settings = settings;
  }

  /// Whether what may be lost is worth adding.
  boolean hasRoom() {
    lock.lock();
    try {
      return queue.size() < EPHEMERAL_UP_TO;
    } finally {
      lock.unlock();
    }
  }

  boolean add(Outgoing outgoing) {
    lock.lock();
    try {
      if (isEnding()) {
        return false;
      }
      queue.add(outgoing);
      bytes += outgoing.bytes();
      if (queue.size() > settings.queueFrames() || bytes > settings.queueBytes().toBytes()) {
        closing = CloseCode.TOO_SLOW;
        drop();
      }
      return begins();
    } finally {
      lock.unlock();
    }
  }

  boolean mark(Kind kind, ConversationId conversation) {
    var mark = new Mark(kind, conversation);
    lock.lock();
    try {
      return !isEnding() && marks.add(mark) && begins();
    } finally {
      lock.unlock();
    }
  }

  /// While this waits for a slow reader, only the furthest is kept.
  boolean markDelivered(ConversationId conversation, long seq) {
    lock.lock();
    try {
      reached.merge(conversation, seq, Math::max);
      return mark(Kind.DELIVERED, conversation);
    } finally {
      lock.unlock();
    }
  }

  /// How far what was marked as delivered is; told once.
  long reached(ConversationId conversation) {
    lock.lock();
    try {
      var seq = reached.remove(conversation);
      return seq == null ? 0 : seq;
    } finally {
      lock.unlock();
    }
  }

  /// The end comes next, whatever waits.
  boolean close(CloseCode code) {
    lock.lock();
    try {
      if (isEnding()) {
        return false;
      }
      closing = code;
      drop();
      return begins();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing can be written any more.
  boolean gone() {
    lock.lock();
    try {
      closed = true;
      drop();
      return begins();
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing can be written any more.
  boolean isOver() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  Next next() {
    lock.lock();
    try {
      if (closed) {
        return new Next.End();
      }
      if (closing != null) {
        closed = true;
        return new Next.Close(closing);
      }
      var outgoing = queue.poll();
      if (outgoing != null) {
        bytes -= outgoing.bytes();
        return new Next.Do(outgoing);
      }
      var marked = marks.iterator();
      if (marked.hasNext()) {
        var mark = marked.next();
        marked.remove();
        return new Next.Follow(mark);
      }
      return new Next.Pause();
    } finally {
      lock.unlock();
    }
  }

  /// @return whether nothing has come meanwhile; then the next to come finds nobody writing
  boolean rests() {
    lock.lock();
    try {
      writing = isEnding() || !queue.isEmpty() || !marks.isEmpty();
      return !writing;
    } finally {
      lock.unlock();
    }
  }

  /// Of all frames that wait.
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEnding() {
    return closed || closing != null;
  }

  private void drop() {
    queue.clear();
    marks.clear();
    bytes = 0;
  }

  private boolean begins() {
    var begins = !writing;
    writing = true;
    return begins;
  }
}
