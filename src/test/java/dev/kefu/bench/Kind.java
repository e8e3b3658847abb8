package dev.kefu.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/// The servers that can be put under load: the product and the yardsticks of `src/test/bench`.
enum Kind {
  KEFU,
  RELAY,
  SOCKET_IO,
  STOMP,
  XMPP;

  /// @param signIns where sign-ins are kept, or null
  Target target(URI server, Path signIns) throws IOException {
    var address = new InetSocketAddress(server.getHost(), server.getPort());
    return switch (this) {
      case KEFU ->
          new JsonTarget(
              new WebSocket.Address(address, "/ws/v1", "Sec-WebSocket-Protocol: kefu.v1\r\n"),
              Envelope.PLAIN,
              new KefuDoor(server.toString(), signIns),
              JsonTarget.Manner.LOG);
      case RELAY ->
          new JsonTarget(
              new WebSocket.Address(address, "/ws", ""),
              Envelope.PLAIN,
              new OpenDoor(),
              JsonTarget.Manner.ACKED);
      case SOCKET_IO ->
          new JsonTarget(
              new WebSocket.Address(address, "/socket.io/?EIO=4&transport=websocket", ""),
              Envelope.SOCKET_IO,
              new OpenDoor(),
              JsonTarget.Manner.ACKED);
      case STOMP ->
          new JsonTarget(
              new WebSocket.Address(address, "/ws", "Sec-WebSocket-Protocol: v12.stomp\r\n"),
              Envelope.STOMP,
              new OpenDoor(),
              JsonTarget.Manner.ECHOED);
      case XMPP -> new XmppTarget(address, new XmppDoor());
    };
  }
}
