package dev.kefu.gateway;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// Reads one socket: puts the pieces of a message together, remembers since when it has been on its
/// way, and hands what is whole to the next listener.
///
/// A frame whose bytes drip in comes in pieces, too, whatever its header says. Jetty calls this for
/// one socket one at a time; [#isLate] may be asked by any thread. Public only because Jetty looks
/// for it as anybody would.
public final class MessageReader implements Session.Listener {

  /// Under this name the handshake tells it to the socket.
  static final String ATTRIBUTE = "kefu.reader";

  /// For a socket that nobody reads piece by piece: nothing is ever late.
  static final MessageReader NOTHING = new MessageReader(new Session.Listener() {}, 0);

  private static final long NOTHING_BEGUN = 0;

  private final Session.Listener next;
  private final int maxBytes;
  private final StringBuilder pieces = new StringBuilder();
  private long bytes;
  private boolean tooLarge;
  private @Nullable Session session;

  private volatile long sinceNanos = NOTHING_BEGUN;

  MessageReader(Session.Listener next, int maxBytes) {
    this.next = next;
    this.maxBytes = maxBytes;
  }

  /// Whether a message has begun to come and is not whole after so long.
  boolean isLate(long nowNanos, Duration within) {
    var since = sinceNanos;
    return since != NOTHING_BEGUN && nowNanos - since > within.toNanos();
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    session = opened;
    next.onWebSocketOpen(opened);
  }

  @Override
  public void onWebSocketPartialText(String piece, boolean last) {
    if (last && sinceNanos == NOTHING_BEGUN) {
      next.onWebSocketText(piece);
      return;
    }
    keep(piece);
    if (tooLarge) {
      demand();
    } else if (last) {
      var whole = pieces.toString();
      forget();
      next.onWebSocketText(whole);
    } else {
      demand();
    }
  }

  private void keep(String piece) {
    if (sinceNanos == NOTHING_BEGUN) {
      // Odd, so that no moment is mistaken for none.
      sinceNanos = System.nanoTime() | 1;
    }
    bytes += utf8Length(piece);
    if (bytes <= maxBytes) {
      pieces.append(piece);
    } else if (!tooLarge && session != null) {
      tooLarge = true;
      forget();
      session.close(StatusCode.MESSAGE_TOO_LARGE, "message too large", Callback.NOOP);
    }
  }

  private static int utf8Length(String text) {
    var length = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      // Each half of a pair is two of its four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  private void forget() {
    pieces.setLength(0);
    pieces.trimToSize();
    bytes = 0;
    sinceNanos = NOTHING_BEGUN;
  }

  private void demand() {
    if (session != null) {
      session.demand();
    }
  }

  /// Not text: that is clear from the first piece, so the rest is not waited for.
  @Override
  public void onWebSocketPartialBinary(ByteBuffer piece, boolean last, Callback callback) {
    next.onWebSocketBinary(piece, callback);
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    next.onWebSocketPong(payload);
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    next.onWebSocketClose(code, reason, callback);
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    next.onWebSocketError(cause);
  }
}
