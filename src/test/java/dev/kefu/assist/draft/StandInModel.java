package dev.kefu.assist.draft;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A language model, on a real port: the world outside, played by the worst of its kind. It says
/// what it is told to say, whatever the rules were, or behaves as such endpoints do on bad days.
public final class StandInModel implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HUGE = 1 << 20;
  private static final int DEEP = 100_000;
  private static final int OK = 200;

  /// What it does with a request.
  enum Mood {
    TALKING,
    HANGING,
    DRIPPING,
    STREAMING,
    HUGE,
    BROKEN,
    DEEP,
    EMPTY,
    NO_TEXT,
    MORE_THAN_TEXT,
    BARE_TEXT,
    TOO_MANY,
    FAILING,
    REDIRECTING,
    HANGING_UP
  }

  /// What it makes of a question and an answer with blanks.
  public interface Mouth {
    String says(List<String> questions, String answer);
  }

  /// @param raw the request as it came
  public record Asked(String raw, @Nullable String key) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  volatile Mood mood = Mood.TALKING;
  public volatile Mouth mouth = (_, answer) -> answer;

  public StandInModel() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(new Asked(body, exchange.getRequestHeaders().getFirst("Authorization")));
      switch (mood) {
        case TALKING -> send(exchange, OK, completion(said(body)));
        case HANGING -> await(Long.MAX_VALUE);
        case DRIPPING -> drip(exchange);
        case STREAMING ->
            send(exchange, OK, "data: {\"choices\":[{\"delta\":{\"content\":\"退款\"}}]}\n\n");
        case HUGE -> send(exchange, OK, completion("哈".repeat(HUGE)));
        case BROKEN -> send(exchange, OK, "{\"choices\":[{\"message\":{\"content\":");
        case DEEP -> send(exchange, OK, "[".repeat(DEEP));
        case EMPTY -> send(exchange, OK, "{\"choices\":[]}");
        case NO_TEXT -> send(exchange, OK, completion("{\"text\":7}"));
        case MORE_THAN_TEXT ->
            send(exchange, OK, completion("{\"text\":\"好\",\"tool\":\"grant\"}"));
        case BARE_TEXT -> send(exchange, OK, completion("您好"));
        case TOO_MANY -> send(exchange, 429, "{}");
        case FAILING -> send(exchange, 500, "{}");
        case REDIRECTING -> {
          exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
          send(exchange, 302, "{}");
        }
        case HANGING_UP -> {}
      }
    }
  }

  private String said(String request) {
    var data = JSON.readTree(block(request));
    var questions = data.path("questions").valueStream().map(q -> q.stringValue()).toList();
    var words = mouth.says(questions, data.path("answer").stringValue());
    return JSON.writeValueAsString(Map.of("text", words));
  }

  /// The data between its borders.
  private static String block(String request) {
    var user = JSON.readTree(request).path("messages").path(1).path("content").stringValue();
    return user.substring(user.indexOf('{'), user.lastIndexOf('}') + 1);
  }

  private static String completion(String content) {
    return JSON.writeValueAsString(
        Map.of("choices", List.of(Map.of("message", Map.of("content", content)))));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(OK, 0);
    while (end.getCount() > 0) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      await(50);
    }
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
