package dev.kefu.journey;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A socket by hand, byte by byte, from any address of this machine: what no well-behaved client
/// would send or leave unread.
final class RawSocket implements Closeable {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CONTINUATION = 0;
  static final int CLOSE = 8;
  static final int PING = 9;

  /// The line went dead without a close frame.
  static final int BARE_END = -1;

  private static final int PATIENCE_MS = 20_000;
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final byte[] MASK = {1, 2, 3, 4};

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final int status;
  private final Map<String, String> headers = new TreeMap<>();

  /// A frame as it came.
  ///
  /// @param closeCode 1005 for a close without one, [#BARE_END] for the end of the line
  record Frame(int opcode, String text, int closeCode) {

    static final Frame END = new Frame(BARE_END, "", BARE_END);

    static Frame of(int opcode, byte[] payload) {
      var code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
      return new Frame(opcode, new String(payload, StandardCharsets.UTF_8), code);
    }
  }

  private RawSocket(String http, String from, int receiveBuffer, String... extraHeaders)
      throws IOException {
    var uri = URI.create(http);
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.bind(new InetSocketAddress(from, 0));
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE_MS);
    var request =
        new StringBuilder()
            .append("GET /ws/v1 HTTP/1.1\r\nHost: ")
            .append(uri.getHost())
            .append(':')
            .append(uri.getPort())
            .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
            .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: kefu.v1\r\n");
    for (var header : extraHeaders) {
      request.append(header).append("\r\n");
    }
    write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    in = new DataInputStream(socket.getInputStream());
    var first = line();
    status = first.isEmpty() ? BARE_END : Integer.parseInt(first.split(" ", 3)[1]);
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  static RawSocket open(String http, String... headers) throws IOException {
    return new RawSocket(http, "127.0.0.1", 0, headers);
  }

  /// @param from an address of this machine, such as `127.0.0.7`
  static RawSocket from(String http, String from) throws IOException {
    return new RawSocket(http, from, 0);
  }

  /// A client that takes little before it has to read.
  static RawSocket narrow(String http) throws IOException {
    return new RawSocket(http, "127.0.0.1", 4_096);
  }

  private String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  void text(String text) throws IOException {
    frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void frame(boolean fin, int opcode, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write((fin ? FIN : 0) | opcode);
    if (payload.length < 126) {
      frame.write(MASKED | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(MASKED | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(MASKED | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(MASK);
    for (var i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    write(frame.toByteArray());
  }

  /// Bytes that need not be a frame.
  void write(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// The next frame; [Frame#END] when the line has gone dead.
  Frame read() throws IOException {
    try {
      var opcode = in.readUnsignedByte() & 0x0f;
      var length = (long) (in.readUnsignedByte() & 0x7f);
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      var payload = new byte[(int) length];
      in.readFully(payload);
      return Frame.of(opcode, payload);
    } catch (EOFException | SocketException e) {
      return Frame.END;
    }
  }

  /// Reads to the end.
  ///
  /// @return the close code; [#BARE_END] when there was none
  int closeCode() throws IOException {
    return rest().closeCode();
  }

  /// What came before the end, and how it ended.
  record Rest(List<String> texts, int closeCode) {}

  Rest rest() throws IOException {
    var texts = new ArrayList<String>();
    while (true) {
      var frame = read();
      switch (frame.opcode()) {
        case TEXT -> texts.add(frame.text());
        case CLOSE -> {
          return new Rest(texts, frame.closeCode());
        }
        case BARE_END -> {
          return new Rest(texts, BARE_END);
        }
        default -> {}
      }
    }
  }

  /// Reads until a text frame holds something.
  String await(String part) throws IOException {
    while (true) {
      var frame = read();
      if (frame.opcode() == TEXT && frame.text().contains(part)) {
        return frame.text();
      }
      if (frame.opcode() == CLOSE || frame.opcode() == BARE_END) {
        throw new AssertionError("ended before " + part + " came: " + frame.opcode());
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
