package dev.kefu.gateway;

import dev.kefu.account.Household;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// Stands for the network: what is written to it can be read here.
final class FakeSocket implements WebSocketSession {

  private final String id = UUID.randomUUID().toString();

  /// As if it had come through the door from this machine, where the door sets no limits.
  private final Map<String, Object> attributes =
      new ConcurrentHashMap<>(Map.of(Door.PEER, new Household("127.0.0.1", true)));

  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private volatile @Nullable CloseStatus closed;

  BlockingQueue<String> written() {
    return written;
  }

  @Nullable CloseStatus closed() {
    return closed;
  }

  @Override
  public void sendMessage(WebSocketMessage<?> message) {
    written.add(((TextMessage) message).getPayload());
  }

  @Override
  public void close() {
    close(CloseStatus.NORMAL);
  }

  @Override
  public void close(CloseStatus status) {
    closed = status;
  }

  @Override
  public boolean isOpen() {
    return closed == null;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public URI getUri() {
    return URI.create("/ws/v1");
  }

  @Override
  public HttpHeaders getHandshakeHeaders() {
    return HttpHeaders.EMPTY;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public @Nullable Principal getPrincipal() {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getLocalAddress() {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getRemoteAddress() {
    return null;
  }

  @Override
  public String getAcceptedProtocol() {
    return SocketEndpoint.SUBPROTOCOL;
  }

  @Override
  public void setTextMessageSizeLimit(int limit) {}

  @Override
  public int getTextMessageSizeLimit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void setBinaryMessageSizeLimit(int limit) {}

  @Override
  public int getBinaryMessageSizeLimit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<WebSocketExtension> getExtensions() {
    return List.of();
  }
}
