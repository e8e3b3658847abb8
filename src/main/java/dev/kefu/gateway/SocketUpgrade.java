package dev.kefu.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketHandlerAdapter;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;

/// Turns a request into a socket, as Spring does, with a [MessageReader] between Jetty and the
/// handler: Spring's own adapter hears of a message only when it is whole.
final class SocketUpgrade extends JettyRequestUpgradeStrategy {

  private final int maxMessageBytes;

  SocketUpgrade(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
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
    var session = new JettyWebSocketSession(attributes, user);
    var reader =
        new MessageReader(new JettyWebSocketHandlerAdapter(handler, session), maxMessageBytes);
    session.getAttributes().put(MessageReader.ATTRIBUTE, reader);
    var asked = ((ServletServerHttpRequest) request).getServletRequest();
    try {
      container(asked)
          .upgrade(
              (_, accepted) -> {
                if (protocol != null) {
                  accepted.setAcceptedSubProtocol(protocol);
                }
                return reader;
              },
              asked,
              ((ServletServerHttpResponse) response).getServletResponse());
    } catch (IOException e) {
      throw new HandshakeFailureException("cannot be upgraded", e);
    }
  }

  private static JettyWebSocketServerContainer container(HttpServletRequest request) {
    return JettyWebSocketServerContainer.getContainer(request.getServletContext());
  }
}
