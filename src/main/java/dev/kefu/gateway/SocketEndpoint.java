package dev.kefu.gateway;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/// `/ws/v1`: reads frames, answers what is refused, and keeps the socket whatever is in them.
@Component
class SocketEndpoint extends TextWebSocketHandler implements SubProtocolCapable {

  private static final Logger log = LoggerFactory.getLogger(SocketEndpoint.class);

  private static final long COME_BACK_MS = 5_000;

  /// Who asked too fast may come back when a bucket has filled again.
  private static final long COOL_DOWN_MS = 20_000;

  static final String SUBPROTOCOL = "kefu.v1";

  private final FrameRouter router;
  private final FrameCodec codec;
  private final SocketHub hub;
  private final Follower follower;
  private final SocketSettings settings;
  private final Door door;
  private final Heap heap;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  SocketEndpoint(
      FrameRouter router,
      FrameCodec codec,
      SocketHub hub,
      Follower follower,
      SocketSettings settings,
      Door door,
      Heap heap) {
    this.router = router;
    this.codec = codec;
    this.hub = hub;
    this.follower = follower;
    this.settings = settings;
    this.door = door;
    this.heap = heap;
  }

  @Override
  public java.util.List<String> getSubProtocols() {
    return java.util.List.of(SUBPROTOCOL);
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    var connection = new Connection(socket, codec, settings, follower);
    connections.put(socket.getId(), connection);
    hub.connected(connection);
    if (door.isShut()) {
      connection.leave(CloseCode.DRAINING, COME_BACK_MS);
    } else if (heap.tight()) {
      connection.leave(CloseCode.OVERLOADED, COME_BACK_MS);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    var connection = connections.get(socket.getId());
    if (connection == null) {
      return;
    }
    connection.heard();
    var text = message.getPayload();
    ClientFrame frame;
    try {
      requireSize(connection, text);
      frame = codec.read(text);
    } catch (Refusal refusal) {
      connection.send(Failures.of(codec.idOf(text), refusal));
      if (connection.buckets().tooManyBad()) {
        connection.closeAfterAnswers(CloseCode.BAD_FRAMES);
      }
      return;
    }
    try {
      router.route(connection, frame);
    } catch (Refusal refusal) {
      connection.send(Failures.of(idOf(frame), refusal));
    } catch (RuntimeException fault) {
      log.atError().addKeyValue("socket", socket.getId()).setCause(fault).log("a frame failed");
      connection.send(Failures.fault(idOf(frame)));
    }
    if (connection.buckets().tooFast()) {
      connection.leave(CloseCode.TOO_FAST, COOL_DOWN_MS);
    }
  }

  private void requireSize(Connection connection, String text) {
    var limit =
        connection.actor() instanceof Shopper ? settings.shopperFrame() : settings.staffFrame();
    // A character is at least one byte and at most three, so most frames need no counting.
    var bytes = text.length() * 3L;
    if (bytes > limit.toBytes() && text.getBytes(StandardCharsets.UTF_8).length > limit.toBytes()) {
      throw new Refusal(ErrorCode.TOO_LARGE, "帧超过 " + limit.toKilobytes() + " KB");
    }
  }

  private static @org.jspecify.annotations.Nullable String idOf(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Open open -> open.id();
      case ClientFrame.Send send -> send.id();
      case ClientFrame.Sync sync -> sync.id();
      case ClientFrame.Command command -> command.id();
      case ClientFrame.Auth auth -> auth.id();
      case ClientFrame.Hello _,
          ClientFrame.Ack _,
          ClientFrame.Read _,
          ClientFrame.Typing _,
          ClientFrame.Pong _ ->
          null;
    };
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
    close(socket, CloseCode.NOT_TEXT);
  }

  /// As everything else ends a socket: whoever does not answer it is cut off in time.
  private void close(WebSocketSession socket, CloseCode code) {
    var connection = connections.get(socket.getId());
    if (connection != null) {
      connection.close(code);
    }
  }

  @Override
  public void handleTransportError(WebSocketSession socket, Throwable cause) {
    if (cause instanceof MessageReader.TooLarge) {
      close(socket, CloseCode.TOO_LARGE);
    }
    log.atDebug()
        .addKeyValue("socket", socket.getId())
        .addKeyValue("cause", cause)
        .log("transport");
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    var connection = connections.remove(socket.getId());
    if (connection != null) {
      // In this order: who signs in meanwhile finds out that it is gone, or is found in the hub.
      connection.gone();
      hub.disconnected(connection);
    }
  }
}
