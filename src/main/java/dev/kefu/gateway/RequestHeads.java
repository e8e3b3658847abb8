package dev.kefu.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.springframework.stereotype.Component;

/// Watches requests whose first lines are on their way, and cuts off who drips them in: Jetty's own
/// limit of idleness begins anew with each byte.
///
/// Connections that rest between two requests, bodies, and sockets are not looked at.
@Component
class RequestHeads implements Connection.Listener {

  private final SocketSettings settings;
  private final Map<HttpConnection, Head> heads = new ConcurrentHashMap<>();

  /// @param request the how manieth of its connection
  /// @param sinceNanos when it was first seen to be on its way
  private record Head(long request, long sinceNanos) {

    static final long NONE = -1;

    static Head none() {
      return new Head(NONE, 0);
    }
  }

  RequestHeads(SocketSettings settings) {
    this.settings = settings;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      heads.put(http, Head.none());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      heads.remove(http);
    }
  }

  /// Looks at each connection once; [Heart] does at each beat.
  void look(long nowNanos) {
    heads.replaceAll(
        (http, before) -> isInHead(http) ? begun(http, before, nowNanos) : Head.none());
    heads.forEach((http, head) -> {
      if (head.request() != Head.NONE
          && nowNanos - head.sinceNanos() > settings.requestWithin().toNanos()) {
        http.getEndPoint().close();
      }
    });
  }

  private static Head begun(HttpConnection http, Head before, long nowNanos) {
    return before.request() == http.getMessagesIn()
        ? before
        : new Head(http.getMessagesIn(), nowNanos);
  }

  /// Whether a request has begun to come and its headers have not ended. Empty lines before the
  /// first one count.
  private static boolean isInHead(HttpConnection http) {
    var parser = http.getParser();
    return parser.isStart()
        ? http.getMessagesIn() == 0 && http.getBytesIn() > 0
        : parser.inHeaderState();
  }
}
