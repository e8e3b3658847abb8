package dev.kefu.gateway;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/// Spring's view of one socket, right over Jetty's core: Spring's own view goes by way of a second
/// session of Jetty's, and keeps the headers of the handshake for as long as the socket lives.
final class CoreSocket implements NativeWebSocketSession {

  private final String id;
  private final Map<String, Object> attributes;
  private final CoreSession core;
  private final MessageReader reader;

  /// @param attributes of the handshake
  CoreSocket(String id, Map<String, Object> attributes, CoreSession core, MessageReader reader) {
    this.id = id;
    this.attributes = attributes;
    this.core = core;
    this.reader = reader;
  }

  CoreSession core() {
    return core;
  }

  /// Who reads it.
  MessageReader reader() {
    return reader;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public URI getUri() {
    return core.getRequestURI();
  }

  /// Not kept.
  @Override
  public HttpHeaders getHandshakeHeaders() {
    return HttpHeaders.EMPTY;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  /// Who is there is said by the first frame and not by the handshake.
  @Override
  public @Nullable Principal getPrincipal() {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getLocalAddress() {
    return internet(core.getLocalAddress());
  }

  @Override
  public @Nullable InetSocketAddress getRemoteAddress() {
    return internet(core.getRemoteAddress());
  }

  private static @Nullable InetSocketAddress internet(SocketAddress address) {
    return address instanceof InetSocketAddress known ? known : null;
  }

  @Override
  public @Nullable String getAcceptedProtocol() {
    return core.getNegotiatedSubProtocol();
  }

  @Override
  public void setTextMessageSizeLimit(int bytes) {
    core.setMaxTextMessageSize(bytes);
  }

  @Override
  public int getTextMessageSizeLimit() {
    return Math.toIntExact(core.getMaxTextMessageSize());
  }

  @Override
  public void setBinaryMessageSizeLimit(int bytes) {
    core.setMaxBinaryMessageSize(bytes);
  }

  @Override
  public int getBinaryMessageSizeLimit() {
    return Math.toIntExact(core.getMaxBinaryMessageSize());
  }

  @Override
  public List<WebSocketExtension> getExtensions() {
    return List.of();
  }

  /// Frames go out through [Wire], which gathers them.
  @Override
  public void sendMessage(WebSocketMessage<?> message) {
    throw new UnsupportedOperationException("written past the socket's own writer");
  }

  @Override
  public boolean isOpen() {
    return core.isOutputOpen();
  }

  @Override
  public void close() {
    close(CloseStatus.NORMAL);
  }

  /// Says so, and does not wait for the answer.
  @Override
  public void close(CloseStatus status) {
    core.close(status.getCode(), status.getReason(), Callback.NOOP);
  }

  @Override
  public Object getNativeSession() {
    return core;
  }

  @Override
  public <T> @Nullable T getNativeSession(@Nullable Class<T> kind) {
    return kind != null && kind.isInstance(core) ? kind.cast(core) : null;
  }
}
