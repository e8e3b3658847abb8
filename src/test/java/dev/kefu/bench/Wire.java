package dev.kefu.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// The client's end of one socket. Everything happens on the thread of its [Loop].
abstract class Wire {

  private static final int PORTS_AN_ADDRESS = 20_000;

  /// What happens on a wire; called on the loop's thread.
  interface Ear {

    /// Frames may be sent.
    void opened(Wire wire);

    /// A frame, in `bytes` until this returns.
    void heard(Wire wire, byte[] bytes, int from, int to);

    /// The socket is gone, or never came to be.
    void closed(Wire wire, String why);
  }

  private final Loop loop;
  private final Ear ear;
  private SocketChannel channel;
  private SelectionKey key;
  private boolean gone;

  /// The beginning of a frame whose end has not come yet.
  private byte[] rest = {};

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

  Ear ear() {
    return ear;
  }

  /// @param source the local address, or null for any
  void connect(InetSocketAddress server, InetSocketAddress source) {
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (source != null) {
        channel.bind(source);
      }
      key = channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
      if (channel.connect(server)) {
        connected();
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void connected() {
    key.interestOps(SelectionKey.OP_READ);
    begin();
  }

  /// The socket is there.
  abstract void begin();

  /// Takes one frame of what has come.
  ///
  /// @return where the next one begins; `at` when this one is not here wholly
  abstract int take(byte[] bytes, int at, int to);

  /// Sends a frame.
  abstract void send(byte[] text, int length);

  void send(byte[] text) {
    send(text, text.length);
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
    var at = 0;
    while (!gone && at < to) {
      var next = take(loop.read, at, to);
      if (next == at) {
        break;
      }
      at = next;
    }
    rest = Arrays.copyOfRange(loop.read, at, to);
  }

  /// @param bytes are kept until the socket has taken them
  void write(ByteBuffer bytes) {
    if (gone) {
      return;
    }
    try {
      if (unsent.hasRemaining()) {
        later(bytes);
      } else {
        unsent = bytes;
        flush();
      }
    } catch (IOException e) {
      end(e.toString());
    }
  }

  private void later(ByteBuffer bytes) {
    unsent =
        ByteBuffer.allocate(unsent.remaining() + bytes.remaining()).put(unsent).put(bytes).flip();
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

  /// Gives the socket up and says so.
  void end(String why) {
    if (!gone) {
      cut();
      ear.closed(this, why);
    }
  }
}
