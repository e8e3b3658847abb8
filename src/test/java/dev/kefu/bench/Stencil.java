package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// The messages of one side of a conversation, but for their numbers. On one loop's thread only.
final class Stencil {

  private static final int MAX_FRAME = 1_024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] head;
  private final byte[][] tails;
  private final Hole[] holes;
  private final byte[] frame = new byte[MAX_FRAME];

  /// Where the number goes, in hexadecimal digits.
  record Hole(int at, int digits) {}

  /// @param head what all messages begin with, ASCII
  /// @param tails what they end with, in turn
  Stencil(String head, String[] tails, Hole... holes) {
    this.head = head.getBytes(StandardCharsets.US_ASCII);
    this.tails = new byte[tails.length][];
    for (int i = 0; i < tails.length; i++) {
      this.tails[i] = tails[i].getBytes(StandardCharsets.UTF_8);
    }
    this.holes = holes;
  }

  /// Writes a message into [#frame].
  ///
  /// @return its length
  int fill(long number) {
    var tail = tails[(int) (number % tails.length)];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(tail, 0, frame, head.length, tail.length);
    for (var hole : holes) {
      hex(hole, number);
    }
    return head.length + tail.length;
  }

  private void hex(Hole hole, long number) {
    for (int i = 0; i < hole.digits(); i++) {
      frame[hole.at() + i] = HEX[(int) ((number >>> (4 * (hole.digits() - 1 - i))) & 0xF)];
    }
  }

  /// Good until the next message is written.
  byte[] frame() {
    return frame;
  }
}
