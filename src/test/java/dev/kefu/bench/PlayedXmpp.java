package dev.kefu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// As much of an XMPP server as the load needs, with a thread for each socket. Whatever it says
/// goes out in two writes, so that stanzas arrive cut.
final class PlayedXmpp implements AutoCloseable {

  private static final Pattern TO = Pattern.compile(" to='([^'@]+)");
  private static final Pattern ID = Pattern.compile(" id='([^']+)'");

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, OutputStream> present = new ConcurrentHashMap<>();
  private final String password;
  private final Predicate<String> passes;

  /// @param password of everybody
  /// @param passes whether a message with that id is handed on
  PlayedXmpp(String password, Predicate<String> passes) throws IOException {
    this.password = password;
    this.passes = passes;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // It is over.
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      converse(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  private void converse(InputStream in, OutputStream out) throws IOException {
    var rest = new byte[0];
    var who = "";
    while (true) {
      var come = in.readNBytes(1);
      if (come.length == 0) {
        return;
      }
      var more = in.readNBytes(in.available());
      var at = rest.length;
      rest = Arrays.copyOf(rest, at + 1 + more.length);
      rest[at] = come[0];
      System.arraycopy(more, 0, rest, at + 1, more.length);
      for (int end = end(rest); end > 0; end = end(rest)) {
        who = answer(new String(rest, 0, end, StandardCharsets.UTF_8), who, out);
        rest = Arrays.copyOfRange(rest, end, rest.length);
      }
    }
  }

  private static int end(byte[] bytes) {
    return bytes.length == 0 ? 0 : Stanzas.end(bytes, 0, bytes.length);
  }

  /// @return who is speaking, once that is known
  private String answer(String stanza, String who, OutputStream out) throws IOException {
    if (stanza.startsWith("<stream:stream")) {
      say(out, "<?xml version='1.0'?><stream:stream id='1' version='1.0'><stream:features/>");
    } else if (stanza.startsWith("<auth")) {
      var proof = stanza.substring(stanza.indexOf('>') + 1, stanza.indexOf("</"));
      var parts =
          new String(Base64.getDecoder().decode(proof), StandardCharsets.UTF_8).split("\0", -1);
      var known = parts[2].equals(password);
      say(out, known ? "<success/>" : "<failure><not-authorized/></failure>");
      return parts[1];
    } else if (stanza.startsWith("<iq")) {
      say(out, "<iq id='bind' type='result'><bind/></iq>");
    } else if (stanza.startsWith("<presence")) {
      present.put(who, out);
      say(out, "<presence from='" + who + "@bench/bench'/>");
    } else if (stanza.startsWith("<message") && passes.test(find(ID, stanza))) {
      say(present.get(find(TO, stanza)), stanza);
    }
    return who;
  }

  private static String find(Pattern pattern, String stanza) {
    var found = pattern.matcher(stanza);
    return found.find() ? found.group(1) : "";
  }

  private static void say(OutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
      out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
