package dev.kefu.bench;

import java.nio.charset.StandardCharsets;

/// What stands around the JSON of a frame. All servers are sent the same objects.
enum Envelope {

  /// The object is the frame.
  PLAIN("", "") {
    @Override
    int object(byte[] bytes, int from, int to) {
      return from;
    }
  };

  final String before;
  final String after;

  Envelope(String before, String after) {
    this.before = before;
    this.after = after;
  }

  byte[] wrap(String object) {
    return (before + object + after).getBytes(StandardCharsets.UTF_8);
  }

  /// Where the object begins; -1 when the frame holds none.
  abstract int object(byte[] bytes, int from, int to);
}
