package dev.kefu.commerce.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.json.JsonMapper;

/// A shop's own system, on a real port: the world outside, played. It can be told to behave as such
/// systems do on bad days.
@NullMarked
final class StandInShop implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int HUGE = 3 << 20;
  private static final int DEEP = 100_000;
  private static final int OK = 200;

  /// What it does with a request.
  enum Mood {
    FINE,
    SLOW,
    HANGING,
    DRIPPING,
    BROKEN,
    REDIRECTING,
    WRONG,
    HTML,
    HUGE,
    DEEP,
    PACKED,
    GBK,
    EMPTY,
    UNAUTHORIZED,

    /// Does what it is asked and hangs up without a word.
    FORGETFUL
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Face face;
  final AtomicInteger asked = new AtomicInteger();
  volatile Mood mood = Mood.FINE;
  volatile long slowMs;

  StandInShop(Face face) throws IOException {
    this(face, 0);
  }

  StandInShop(Face face, int port) throws IOException {
    this.face = face;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String base() {
    return "http://127.0.0.1:" + port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.incrementAndGet();
      var body = exchange.getRequestBody().readAllBytes();
      switch (mood) {
        case FINE -> answer(exchange, body);
        case SLOW -> {
          await(slowMs);
          answer(exchange, body);
        }
        case HANGING -> await(Long.MAX_VALUE);
        case DRIPPING -> drip(exchange);
        case BROKEN -> send(exchange, 500, "{\"error\":\"down\"}".getBytes(StandardCharsets.UTF_8));
        case REDIRECTING -> {
          exchange.getResponseHeaders().set("Location", base() + "/elsewhere");
          send(exchange, 302, new byte[0]);
        }
        case WRONG ->
            send(
                exchange,
                OK,
                "{\"code\":\"0\",\"data\":{\"skuCode\":7,".getBytes(StandardCharsets.UTF_8));
        case HTML -> send(exchange, OK, "<html>login</html>".getBytes(StandardCharsets.UTF_8));
        case HUGE -> send(exchange, OK, new byte[HUGE]);
        case DEEP -> send(exchange, OK, "[".repeat(DEEP).getBytes(StandardCharsets.UTF_8));
        case PACKED -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, OK, packed());
        }
        case GBK ->
            send(
                exchange,
                OK,
                "{\"code\":\"0\",\"data\":{\"name\":\"\u00b6\u00ab\"}}"
                    .getBytes(StandardCharsets.ISO_8859_1));
        case EMPTY -> send(exchange, OK, "{}".getBytes(StandardCharsets.UTF_8));
        case UNAUTHORIZED -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"shop\"");
          send(exchange, 401, "{\"error\":\"who are you\"}".getBytes(StandardCharsets.UTF_8));
        }
        case FORGETFUL -> said(exchange, body);
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    var said = said(exchange, body);
    send(
        exchange,
        said.status(),
        said.json() == null ? new byte[0] : JSON.writeValueAsBytes(said.json()));
  }

  private Face.Said said(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    var path =
        Arrays.stream(uri.getRawPath().substring(1).split("/", -1))
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList();
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    return face.say(
        new Face.Asked(
            exchange.getRequestMethod(),
            path,
            query(uri.getRawQuery()),
            body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body),
            key == null ? "" : key));
  }

  private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
    var query = new HashMap<String, String>();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var sign = pair.indexOf('=');
      query.put(
          pair.substring(0, sign),
          URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(OK, 0);
    while (end.getCount() > 0) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      await(50);
    }
  }

  private static byte[] packed() throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(new byte[HUGE]);
    }
    return out.toByteArray();
  }

  private void await(long ms) {
    try {
      var _ = end.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
