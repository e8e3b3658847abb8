package dev.kefu.gateway;

import java.io.IOException;
import org.eclipse.jetty.websocket.api.Session;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/// Cuts a socket whose peer takes nothing any more: a polite close would wait behind what it does
/// not read. The only place that knows which container carries the sockets.
final class SocketAbort {

  private SocketAbort() {}

  static void abort(WebSocketSession socket) throws IOException {
    var session =
        socket instanceof NativeWebSocketSession holder
            ? holder.getNativeSession(Session.class)
            : null;
    if (session == null) {
      socket.close();
    } else {
      session.disconnect();
    }
  }
}
