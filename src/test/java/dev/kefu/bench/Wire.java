package dev.kefu.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// The client's end of one WebSocket: text frames, no extensions. Everything happens on the thread
/// of its [Loop].
final class Wire {

  private static final int FIN_TEXT = 0x81;
  private static final int FIN_PONG = 0x8A;
  private static final int FIN = 0x80;
  private static final int CONTINUED = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int MASKED = 0x80;
  private static final int MAX_SHORT = 125;
  private static final int IN_TWO_BYTES = 126;
  private static final int HEADER = 8;
  private static final int PORTS_AN_ADDRESS = 20_000;

  /// What happens on a wire; called on the loop's thread.
  interface Ear {

    /// The upgrade is done.
    void opened(Wire wire);

    /// A text frame, in `bytes` until this returns.
    void heard(Wire wire, byte[] bytes, int from, int to);

    /// The socket is gone, or never came to be.
    void closed(Wire wire, String why);
  }

  /// Where to and how.
  ///
  /// @param headers further lines of the upgrade, each ended with CRLF
  record Address(InetSocketAddress server, String path, String headers) {}

  private final Loop loop;
  private final Ear ear;
  private final int mask = ThreadLocalRandom.current().nextInt() | 1;
  private SocketChannel channel;
  private SelectionKey key;
  private boolean upgraded;
  private boolean gone;

  /// The beginning of a frame whose end has not come yet.
  private byte[] rest = {};

  /// A text that comes in several frames.
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

  /// What the socket did not take at once.
  private ByteBuffer unsent = ByteBuffer.allocate(0);

  Wire(Loop loop, Ear ear) {
    this.loop = loop;
    this.ear = ear;
  }

  /// Several local addresses, since each has ports for so many sockets only.
  static InetSocketAddress source(int socket) {
    var address = 2 + socket / PORTS_AN_ADDRESS;
    return new InetSocketAddress("127.0.0." + address, 0);
  }

  Loop loop() {
    return loop;
  }

  /// @param source the local address, or null for any
  void connect(Address to, InetSocketAddress source) {
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (source != null) {
        channel.bind(source);
      }
      key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
      unsent = ByteBuffer.wrap(upgrade(to).getBytes(StandardCharsets.US_ASCII));
      if (channel.connect(to.server())) {
        connected();
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private static String upgrade(Address to) {
    return "GET "
        + to.path()
        + " HTTP/1.1\r\nHost: "
        + to.server().getHostString()
        + ":"
        + to.server().getPort()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + to.headers()
        + "\r\n";
  }

  private void connected() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    flush();
  }

  /// The selector has found something to do.
  void ready() {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        connected();
      }
      if (key.isValid() && key.isWritable()) {
        key.interestOps(SelectionKey.OP_READ);
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void read() throws IOException {
    var in = loop.in;
    in.clear().put(rest);
    var count = channel.read(in);
    if (count < 0) {
      end("end of stream");
      return;
    }
    var to = in.position();
    var at = upgraded ? 0 : answered(loop.read, to);
    while (upgraded && !gone && at < to) {
      var next = frame(loop.read, at, to);
      if (next == at) {
        break;
      }
      at = next;
    }
    rest = Arrays.copyOfRange(loop.read, at, to);
  }

  /// Looks for the end of the answer to the upgrade.
  private int answered(byte[] bytes, int to) {
    var answer = new String(bytes, 0, to, StandardCharsets.US_ASCII);
    var end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    if (!answer.startsWith("HTTP/1.1 101")) {
      end(answer.lines().findFirst().orElse("no answer"));
      return to;
    }
    upgraded = true;
    ear.opened(this);
    return end + 4;
  }

  /// @return where the next frame begins; `at` when this one is not here wholly
  private int frame(byte[] bytes, int at, int to) {
    if (to - at < 2) {
      return at;
    }
    var length = bytes[at + 1] & 0x7F;
    var from = at + 2;
    if (length == IN_TWO_BYTES) {
      from += 2;
      length = to < from ? 0 : ((bytes[at + 2] & 0xFF) << 8) | (bytes[at + 3] & 0xFF);
    } else if (length > IN_TWO_BYTES) {
      from += 8;
      length = to < from ? 0 : ByteBuffer.wrap(bytes, at + 6, 4).getInt();
    }
    if (to < from + length) {
      return at;
    }
    var last = (bytes[at] & FIN) != 0;
    var opcode = bytes[at] & 0x0F;
    if (last && opcode != CONTINUED) {
      heard(opcode, bytes, from, from + length);
    } else {
      parts.write(bytes, from, length);
      if (last) {
        var whole = parts.toByteArray();
        parts.reset();
        ear.heard(this, whole, 0, whole.length);
      }
    }
    return from + length;
  }

  private void heard(int opcode, byte[] bytes, int from, int to) {
    switch (opcode) {
      case TEXT -> ear.heard(this, bytes, from, to);
      case PING -> write(FIN_PONG, Arrays.copyOfRange(bytes, from, to), to - from);
      case CLOSE ->
          end(
              "close "
                  + (to - from < 2 ? 0 : ((bytes[from] & 0xFF) << 8) | (bytes[from + 1] & 0xFF)));
      default -> end("frames of kind " + opcode + " are not understood");
    }
  }

  /// Sends a text frame.
  void send(byte[] text, int length) {
    write(FIN_TEXT, text, length);
  }

  void send(byte[] text) {
    send(text, text.length);
  }

  private void write(int first, byte[] payload, int length) {
    if (gone) {
      return;
    }
    var frame = ByteBuffer.allocate(HEADER + length);
    frame.put((byte) first);
    if (length <= MAX_SHORT) {
      frame.put((byte) (MASKED | length));
    } else {
      frame.put((byte) (MASKED | IN_TWO_BYTES)).putShort((short) length);
    }
    frame.putInt(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
    }
    frame.flip();
    try {
      if (unsent.hasRemaining()) {
        later(frame);
      } else {
        unsent = frame;
        flush();
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void later(ByteBuffer frame) {
    unsent =
        ByteBuffer.allocate(unsent.remaining() + frame.remaining()).put(unsent).put(frame).flip();
  }

  private void flush() throws IOException {
    channel.write(unsent);
    if (unsent.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /// Drops the socket without a word, as a lost network does.
  void cut() {
    gone = true;
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void end(String why) {
    if (!gone) {
      cut();
      ear.closed(this, why);
    }
  }
}
