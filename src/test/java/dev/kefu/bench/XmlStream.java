package dev.kefu.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The client's end of one XMPP stream over TCP, without TLS; each stanza is a frame.
final class XmlStream extends Wire {

  XmlStream(Loop loop, Ear ear) {
    super(loop, ear);
  }

  @Override
  void begin() {
    ear().opened(this);
  }

  @Override
  int take(byte[] bytes, int at, int to) {
    var end = Stanzas.end(bytes, at, to);
    if (end > at) {
      ear().heard(this, bytes, at, end);
    }
    return end;
  }

  @Override
  void send(byte[] text, int length) {
    write(ByteBuffer.wrap(Arrays.copyOf(text, length)));
  }
}
