package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Household;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.MarkMoved;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.socket.WebSocketSession;

/// One socket and the one thread at a time that writes to it.
///
/// Events are not queued: a conversation that grew is only marked, and the writer reads the log
/// from where this socket stands. So a slow reader costs no memory, a burst is written as fast as
/// the reader takes it, and a mark that comes twice, late or out of order changes nothing. What is
/// queued are answers and other single frames ([Waiting]); too many of them end the socket, and the
/// client comes back and resumes.
final class Connection {

  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private static final long NOT_WRITING = 0;

  /// A store that is busy is left alone for so long by each socket.
  private static final Duration BUSY_PAUSE = Duration.ofMillis(300);

  /// When somebody whose question it could not answer may come back.
  private static final Duration BUSY_RETRY = Duration.ofSeconds(2);

  private static final Executor WRITERS = Executors.newVirtualThreadPerTaskExecutor();

  private final WebSocketSession socket;
  private final Wire wire;
  private final FrameCodec codec;
  private final SocketSettings settings;
  private final Work work;
  private final Buckets buckets;
  private final Household peer;

  private final Waiting waiting;
  private final Told told = new Told();

  private volatile @Nullable Actor actor;
  private volatile long lookedUpNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
  private volatile long lastFrameNanos = System.nanoTime();
  private volatile long writingSinceNanos = NOT_WRITING;
  private volatile long closingSinceNanos = NOT_WRITING;
  private volatile @Nullable Proof proof;

  /// What the writer does for a mark; runs on this connection's thread and may block.
  interface Work {
    void grew(Connection connection, ConversationId conversation) throws IOException;

    void list(Connection connection, ConversationId conversation) throws IOException;

    void suggest(Connection connection, ConversationId conversation) throws IOException;

    void read(Connection connection, MarkMoved moved) throws IOException;

    /// @param seq the full number some device of the other side has stored
    void delivered(Connection connection, ConversationId conversation, long seq) throws IOException;
  }

  private static final class Frame implements Waiting.Outgoing {

    private final byte[] text;

    Frame(byte[] text) {
      this.text = text;
    }

    @Override
    public void write(Connection connection) throws IOException {
      connection.writeNow(text);
    }

    @Override
    public int bytes() {
      return text.length;
    }
  }

  Connection(WebSocketSession socket, FrameCodec codec, SocketSettings settings, Work work) {
    this.socket = socket;
    this.wire = Wire.of(socket);
    this.codec = codec;
    this.settings = settings;
    this.work = work;
    this.waiting = new Waiting(settings);
    this.buckets = new Buckets(settings);
    this.peer =
        socket.getAttributes().get(Door.PEER) instanceof Household known
            ? known
            : Household.UNKNOWN;
  }

  String id() {
    return socket.getId();
  }

  @Nullable Actor actor() {
    return actor;
  }

  void actor(Actor who) {
    actor = who;
  }

  /// Who is there was just read from the store.
  void lookedUp() {
    lookedUpNanos = System.nanoTime();
  }

  boolean lookedUpWithin(Duration time) {
    return System.nanoTime() - lookedUpNanos < time.toNanos();
  }

  Household peer() {
    return peer;
  }

  @Nullable Proof proof() {
    return proof;
  }

  void proof(Proof shown) {
    proof = shown;
  }

  boolean actsUnder(String session) {
    return actor instanceof Staff staff && session.equals(staff.session());
  }

  Buckets buckets() {
    return buckets;
  }

  /// Answers or tells something; never blocks.
  void send(ServerFrame frame) {
    enqueue(new Frame(codec.write(frame)));
  }

  /// Tells something that may be lost.
  void sendIfRoom(ServerFrame frame) {
    if (waiting.hasRoom()) {
      send(frame);
    }
  }

  /// Has something done on the writer's thread.
  void enqueue(Waiting.Outgoing outgoing) {
    writeIf(waiting.add(outgoing));
  }

  /// Has something done that nobody waits for; later, where the store has no time for it.
  void enqueueUnasked(Waiting.Outgoing outgoing) {
    enqueue(_ -> tell(() -> outgoing.write(this), () -> enqueueUnasked(outgoing)));
  }

  /// The log of a conversation has grown.
  void grew(ConversationId conversation) {
    writeIf(waiting.mark(Waiting.Kind.GREW, conversation));
  }

  /// A line of the work list has changed.
  void listed(ConversationId conversation) {
    writeIf(waiting.mark(Waiting.Kind.LISTED, conversation));
  }

  void suggested(ConversationId conversation) {
    writeIf(waiting.mark(Waiting.Kind.SUGGESTED, conversation));
  }

  /// Somebody has read further.
  void read(MarkMoved moved) {
    enqueueUnasked(connection -> work.read(connection, moved));
  }

  /// The other side has stored a conversation up to a number.
  void delivered(ConversationId conversation, long seq) {
    writeIf(waiting.markDelivered(conversation, seq));
  }

  /// Says goodbye and ends the socket, after what waits.
  void leave(CloseCode code, long retryMs) {
    send(new ServerFrame.Bye(code.code(), retryMs));
    closeAfterAnswers(code);
  }

  /// Ends the socket after what waits.
  void closeAfterAnswers(CloseCode code) {
    enqueue(writing -> writing.close(code));
  }

  /// Ends the socket after what is being written; what waits is dropped.
  void close(CloseCode code) {
    writeIf(waiting.close(code));
  }

  /// The socket is gone: lets the writer end.
  void gone() {
    writeIf(waiting.gone());
  }

  /// A thread is there only as long as there is something to write, so that a silent socket costs
  /// none.
  private void writeIf(boolean nobodyDoes) {
    if (nobodyDoes) {
      WRITERS.execute(this::write);
    }
  }

  private void write() {
    try {
      while (true) {
        switch (waiting.next()) {
          case Waiting.Next.Do(var outgoing) -> outgoing.write(this);
          case Waiting.Next.Follow(var mark) -> follow(mark);
          case Waiting.Next.Close(var code) -> {
            writeClose(code);
            return;
          }
          case Waiting.Next.Pause() -> {
            flush();
            if (waiting.rests()) {
              return;
            }
          }
          case Waiting.Next.End() -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("socket", id()).addKeyValue("cause", e).log("cannot be written");
      abort();
    } catch (TransientDataAccessException | DataAccessResourceFailureException busy) {
      // Whoever asked comes back later and asks again.
      log.atWarn().addKeyValue("socket", id()).addKeyValue("cause", busy).log("the store is busy");
      sendAway();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("socket", id()).setCause(e).log("its writer failed");
      gone();
      writeClose(CloseCode.INTERNAL);
    }
  }

  private void follow(Waiting.Mark mark) throws IOException {
    var id = mark.conversation();
    switch (mark.kind()) {
      case GREW -> tell(() -> work.grew(this, id), () -> grew(id));
      case LISTED -> tell(() -> work.list(this, id), () -> listed(id));
      case SUGGESTED -> tell(() -> work.suggest(this, id), () -> suggested(id));
      case DELIVERED -> {
        var seq = waiting.reached(id);
        tell(() -> work.delivered(this, id, seq), () -> delivered(id, seq));
      }
    }
  }

  private interface Telling {
    void tell() throws IOException;
  }

  /// Tells what nobody asked for, and so what nobody would ask for again: where the store has no
  /// time for it, it is told a little later.
  private void tell(Telling telling, Runnable later) throws IOException {
    try {
      telling.tell();
    } catch (Refusal refusal) {
      // Nobody is answered: a conversation this actor may no longer see.
      log.atDebug()
          .addKeyValue("socket", id())
          .addKeyValue("code", refusal.code())
          .log("passed over");
    } catch (TransientDataAccessException | DataAccessResourceFailureException busy) {
      log.atDebug().addKeyValue("socket", id()).addKeyValue("cause", busy).log("is told later");
      // What was written before is not held back for as long as the store is busy.
      flush();
      LockSupport.parkNanos(BUSY_PAUSE.toNanos());
      later.run();
    }
  }

  /// Writes one frame now. On the writer's thread only.
  void writeNow(ServerFrame frame) throws IOException {
    writeNow(codec.write(frame));
  }

  /// The same of one that is written down already.
  ///
  /// @param text in UTF-8; not to be changed afterwards
  void writeNow(byte[] text) throws IOException {
    writingSinceNanos = System.nanoTime();
    try {
      wire.write(text);
    } finally {
      writingSinceNanos = NOT_WRITING;
    }
  }

  private void flush() throws IOException {
    writingSinceNanos = System.nanoTime();
    try {
      wire.flush();
    } finally {
      writingSinceNanos = NOT_WRITING;
    }
  }

  private void writeClose(CloseCode code) {
    try {
      // Counts as being written until the peer has answered: one that does not is cut off.
      closingSinceNanos = System.nanoTime();
      wire.close(code.status());
    } catch (IOException e) {
      abort();
    }
  }

  /// Says when to come back. On the writer's thread, as its last act.
  private void sendAway() {
    try {
      writeNow(new ServerFrame.Bye(CloseCode.OVERLOADED.code(), BUSY_RETRY.toMillis()));
      gone();
      writeClose(CloseCode.OVERLOADED);
    } catch (IOException e) {
      abort();
    }
  }

  /// Drops the socket without a word; for one that takes no words any more.
  void abort() {
    gone();
    try {
      wire.abort();
    } catch (IOException e) {
      log.atDebug().addKeyValue("socket", id()).addKeyValue("cause", e).log("was gone already");
    }
  }

  /// Whether one frame has been in the writing for too long.
  boolean stuck(long nowNanos) {
    return isLong(writingSinceNanos, nowNanos) || isLong(closingSinceNanos, nowNanos);
  }

  private boolean isLong(long since, long nowNanos) {
    return since != NOT_WRITING && nowNanos - since > settings.sendTimeout().toNanos();
  }

  /// Whether a frame is being written.
  boolean isWriting() {
    return writingSinceNanos != NOT_WRITING;
  }

  /// Whether nothing can be written any more.
  boolean isGone() {
    return waiting.isOver();
  }

  /// What waits for the reader.
  long queuedBytes() {
    return waiting.bytes();
  }

  /// Whether a message has been on its way from the peer for too long.
  boolean drips(long nowNanos) {
    return socket instanceof CoreSocket core
        && core.reader().isLate(nowNanos, settings.messageWithin());
  }

  void heard() {
    lastFrameNanos = System.nanoTime();
  }

  long silentNanos(long nowNanos) {
    return nowNanos - lastFrameNanos;
  }

  /// What this socket was told so far.
  Told told() {
    return told;
  }

  /// @throws Refusal `unauthorized` before `hello`
  Actor requireActor() {
    var who = actor;
    if (who == null) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "请先 hello");
    }
    return who;
  }
}
