package dev.kefu.gateway;

import dev.kefu.base.Ids;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/// Turns a request into a socket that a [MessageReader] reads, right on Jetty's core. Spring's own
/// way takes Jetty's other session between, which hears of a message only when it is whole and
/// keeps the handshake for as long as the socket lives.
final class SocketUpgrade implements RequestUpgradeStrategy {

  private static final String[] VERSIONS = {"13"};

  private final Configuration.Customizer limits;

  /// @param limits of each socket: Jetty keeps that of its rest, the [MessageReader] that of a text
  SocketUpgrade(Configuration.Customizer limits) {
    this.limits = limits;
  }

  @Override
  public String[] getSupportedVersions() {
    return VERSIONS.clone();
  }

  @Override
  public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
    return List.of();
  }

  @Override
  public void upgrade(
      ServerHttpRequest request,
      ServerHttpResponse response,
      @Nullable String protocol,
      List<WebSocketExtension> extensions,
      @Nullable Principal user,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    WebSocketNegotiator negotiator =
        (_, accepted, _) -> {
          if (protocol != null) {
            accepted.setAcceptedSubProtocol(protocol);
          }
          return new MessageReader(handler, Ids.next("skt_"), attributes);
        };
    try {
      if (!upgrade(request, response, negotiator)) {
        throw new HandshakeFailureException("is no request for a socket");
      }
    } catch (IOException e) {
      throw new HandshakeFailureException("cannot be upgraded", e);
    }
  }

  private boolean upgrade(
      ServerHttpRequest request, ServerHttpResponse response, WebSocketNegotiator negotiator)
      throws IOException {
    var asked = ((ServletServerHttpRequest) request).getServletRequest();
    var answered = ((ServletServerHttpResponse) response).getServletResponse();
    var context = ServletContextRequest.getServletContextRequest(asked).getServletContextHandler();
    var core = ServletCoreRequest.wrap(asked);
    try (var done = Blocker.callback()) {
      var upgraded =
          WebSocketMappings.ensureMappings(context)
              .upgrade(
                  negotiator, core, ServletCoreResponse.wrap(core, answered, false), done, limits);
      if (upgraded) {
        done.block();
      }
      return upgraded;
    }
  }
}
