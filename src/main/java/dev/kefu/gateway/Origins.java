package dev.kefu.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// Which pages may open a socket: the server's own and those that were named. A program without an
/// `Origin` may too, since nothing happens before a ticket or a visitor's token.
@Component
class Origins implements HandshakeInterceptor {

  private final SocketSettings settings;

  Origins(SocketSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    var origin = request.getHeaders().getFirst("Origin");
    if (origin == null || settings.origins().contains(origin) || own(origin, request)) {
      return true;
    }
    response.setStatusCode(HttpStatus.FORBIDDEN);
    return false;
  }

  /// Compared as text, after the scheme: a malformed origin equals nothing.
  private static boolean own(String origin, ServerHttpRequest request) {
    var host = request.getHeaders().getFirst("Host");
    return host != null
        && isHttp(origin)
        && origin.substring(origin.indexOf("://") + "://".length()).equals(host);
  }

  private static boolean isHttp(String origin) {
    try {
      var scheme = new URI(origin).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception exception) {}
}
