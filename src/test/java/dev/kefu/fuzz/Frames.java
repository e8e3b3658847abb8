package dev.kefu.fuzz;

import java.util.SplittableRandom;

/// One attacker's ideas, all from one seed. Used by one thread.
final class Frames {

  private final Shapes shapes;
  private final BrokenText texts;
  private final BrokenBytes bytes;

  Frames(SplittableRandom random) {
    shapes = new Shapes(random);
    texts = new BrokenText(random);
    bytes = new BrokenBytes(random);
  }

  /// A frame with something wrong in it, mostly.
  String text(String conversation) {
    return texts.of(shapes.any(Marker.next(), conversation));
  }

  /// What no WebSocket client writes.
  byte[] bytes(String conversation) {
    var right = shapes.any(Marker.next(), conversation).toString();
    return bytes.any(
        RawSocket.frame(
            RawSocket.FIN | RawSocket.TEXT,
            right.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
