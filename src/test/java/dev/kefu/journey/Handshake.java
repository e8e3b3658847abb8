package dev.kefu.journey;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A WebSocket handshake by hand, with any `Origin` a browser could be made to send.
final class Handshake {

  private Handshake() {}

  static int status(String http, String origin) throws Exception {
    var uri = URI.create(http);
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      var request =
          "GET /ws/v1 HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  .formatted(uri.getHost(), uri.getPort())
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Protocol: kefu.v1\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
              + "Origin: "
              + origin
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var status = Integer.parseInt(answer.readLine().split(" ", 3)[1]);
      for (var line = answer.readLine();
          line != null && !line.isEmpty();
          line = answer.readLine()) {
        if (line.contains("permessage-deflate")) {
          throw new AssertionError("compression was negotiated");
        }
      }
      return status;
    }
  }
}
