package dev.kefu.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;

/// Reads one socket for a handler of Spring's: puts the pieces of a message together, remembers
/// since when it has been on its way, and hands what is whole to the handler. Answers pings.
///
/// A frame whose bytes drip in comes in pieces, too, whatever its header says. Jetty calls this for
/// one socket one at a time, and reads on only when told to; [#isLate] may be asked by any thread.
final class MessageReader implements FrameHandler {

  /// A message beyond all measure, which the handler is told of instead of it.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long bytes) {
      super("a message of more than " + bytes + " bytes");
    }
  }

  private static final long NOTHING_BEGUN = 0;

  /// What stands for bytes that are no text, and may also stand for itself.
  private static final char REPLACEMENT = '\ufffd';

  private final WebSocketHandler handler;
  private final String id;
  private final Map<String, Object> attributes;
  private @Nullable CoreSocket socket;

  /// What has come of a message in pieces, and how many bytes that were.
  private @Nullable Utf8StringBuilder pieces;

  private long came;

  /// Whether the socket is being closed for what came, so that no more of it is heard.
  private boolean deaf;

  /// Guarded by this.
  private boolean closed;

  private volatile long sinceNanos = NOTHING_BEGUN;

  /// @param id of the socket
  /// @param attributes of the handshake
  MessageReader(WebSocketHandler handler, String id, Map<String, Object> attributes) {
    this.handler = handler;
    this.id = id;
    this.attributes = Map.copyOf(attributes);
  }

  /// Whether a message has begun to come and is not whole after so long.
  boolean isLate(long nowNanos, Duration within) {
    var since = sinceNanos;
    return since != NOTHING_BEGUN && nowNanos - since > within.toNanos();
  }

  @Override
  public void onOpen(CoreSession core, Callback callback) {
    var opened = new CoreSocket(id, attributes, core, this);
    socket = opened;
    hand(() -> handler.afterConnectionEstablished(opened));
    callback.succeeded();
    core.demand();
  }

  private CoreSocket socket() {
    var opened = socket;
    if (opened == null) {
      throw new IllegalStateException("nothing comes before it is open");
    }
    return opened;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.CONTINUATION -> data(frame, callback);
      case OpCode.BINARY -> binary(frame, callback);
      case OpCode.PING -> ping(frame, callback);
      case OpCode.CLOSE -> {
        gone(CloseStatus.getCloseStatus(frame));
        // Jetty answers it.
        callback.succeeded();
      }
      default -> done(callback);
    }
  }

  /// Has the next frame read.
  private void done(Callback callback) {
    callback.succeeded();
    socket().core().demand();
  }

  private void data(Frame frame, Callback callback) {
    if (deaf) {
      done(callback);
      return;
    }
    var bytes = BufferUtil.toArray(frame.getPayload());
    if (frame.isFin() && pieces == null) {
      message(text(bytes), callback);
      return;
    }
    var all = with(bytes);
    var maxBytes = socket().core().getMaxTextMessageSize();
    if (came > maxBytes) {
      forget();
      deaf = true;
      hand(() -> handler.handleTransportError(socket(), new TooLarge(maxBytes)));
      done(callback);
    } else if (frame.isFin()) {
      forget();
      message(text(all), callback);
    } else if (all.hasCodingErrors()) {
      // No later piece can mend it.
      forget();
      message(null, callback);
    } else {
      done(callback);
    }
  }

  private Utf8StringBuilder with(byte[] bytes) {
    var all = pieces;
    if (all == null) {
      all = new Utf8StringBuilder(bytes.length);
      pieces = all;
      // Odd, so that no moment is mistaken for none.
      sinceNanos = System.nanoTime() | 1;
    }
    all.append(bytes);
    came += bytes.length;
    return all;
  }

  private void forget() {
    pieces = null;
    came = 0;
    sinceNanos = NOTHING_BEGUN;
  }

  /// @param text null for bytes that are no UTF-8
  private void message(@Nullable String text, Callback callback) {
    if (text == null) {
      callback.failed(new BadPayloadException("no UTF-8"));
      return;
    }
    // First, so that what is not needed any more does not wait for what is done with it.
    callback.succeeded();
    hand(() -> handler.handleMessage(socket(), new TextMessage(text)));
    socket().core().demand();
  }

  /// @return null for pieces that are no UTF-8, or end within a character
  private static @Nullable String text(Utf8StringBuilder pieces) {
    return pieces.isComplete() && !pieces.hasCodingErrors() ? pieces.toCompleteString() : null;
  }

  /// @return null for bytes that are no UTF-8
  private static @Nullable String text(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// Not text: that is clear from the first piece, so the rest is not waited for.
  private void binary(Frame frame, Callback callback) {
    if (!deaf) {
      deaf = true;
      var bytes = BufferUtil.toArray(frame.getPayload());
      hand(() -> handler.handleMessage(socket(), new BinaryMessage(bytes)));
    }
    done(callback);
  }

  private void ping(Frame frame, Callback callback) {
    var answer = new Frame(OpCode.PONG).setPayload(BufferUtil.copy(frame.getPayload()));
    // Nothing more is read before it is written, so that answers do not pile up. Where none can be
    // written any more, what comes next may be the answer to our own goodbye.
    var written = Callback.from(() -> done(callback), _ -> done(callback));
    socket().core().sendFrame(answer, written, false);
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    hand(() -> handler.handleTransportError(socket(), cause));
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    gone(status);
    callback.succeeded();
  }

  /// Told once, by whichever side is heard of first.
  private void gone(CloseStatus status) {
    if (isFirst()) {
      var told =
          new org.springframework.web.socket.CloseStatus(status.getCode(), status.getReason());
      hand(() -> handler.afterConnectionClosed(socket(), told));
    }
  }

  /// Whoever cuts the line does it on a thread of their own, while a frame is being read.
  private synchronized boolean isFirst() {
    var first = !closed;
    closed = true;
    return first;
  }

  private interface Handing {
    void hand() throws Exception;
  }

  /// Spring's decorators catch what a handler throws and end the socket.
  private static void hand(Handing handing) {
    try {
      handing.hand();
    } catch (Exception e) {
      throw new IllegalStateException("not caught by the handler", e);
    }
  }
}
