package dev.kefu.commerce.taobao;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.json.JsonMapper;

/// The platform's gateway and its token endpoint, on a real port: the world outside, played. It
/// lets nobody in whose signature is not right to the byte.
@NullMarked
final class StandInPlatform implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  static final String APP_KEY = "12345678";
  static final String SECRET = "helloworld";
  static final String SESSION = "session-1";
  static final String REFRESH = "refresh-1";

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int OK = 200;
  private static final int HUGE = 3 << 20;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// What it does with a request.
  enum Mood {
    FINE,
    BROKEN,
    HANGING,
    HTML,
    HUGE,
    HALF,
    OTHER,

    /// Agrees to a refund and hangs up without a word.
    FORGETFUL
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Clock clock;
  final Marketplace market;
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// With what a method was asked last.
  final Map<String, Map<String, String>> values = new ConcurrentHashMap<>();

  final AtomicInteger renewals = new AtomicInteger();
  final Set<String> sessions = ConcurrentHashMap.newKeySet();
  volatile Mood mood = Mood.FINE;
  volatile boolean renews = true;

  /// How long a renewed session is good.
  volatile long expiresInS = 86_400;

  /// What it answers to a method instead of what it should.
  volatile Function<String, Optional<String>> whim = _ -> Optional.empty();

  StandInPlatform(Marketplace market, Clock clock) throws IOException {
    this.market = market;
    this.clock = clock;
    sessions.add(SESSION);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/router/rest", exchange -> handle(exchange, this::say));
    server.createContext("/token", exchange -> handle(exchange, this::renew));
    server.start();
  }

  String gateway() {
    return "http://127.0.0.1:" + port() + "/router/rest";
  }

  String tokenUrl() {
    return "http://127.0.0.1:" + port() + "/token";
  }

  int port() {
    return server.getAddress().getPort();
  }

  static String error(int code, String subCode, String text) {
    return JSON.writeValueAsString(
        Map.of(
            "error_response",
            Map.of("code", code, "msg", "no", "sub_code", subCode, "sub_msg", text)));
  }

  private interface Saying {
    Optional<String> say(Form form, String contentType);
  }

  private void handle(HttpExchange exchange, Saying saying) throws IOException {
    try (exchange) {
      var form = Form.of(exchange.getRequestBody().readAllBytes());
      var type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      switch (mood) {
        case FINE, FORGETFUL -> {
          var said = saying.say(form, type);
          if (said.isPresent()) {
            send(exchange, OK, said.get().getBytes(StandardCharsets.UTF_8));
          }
        }
        case BROKEN -> send(exchange, 500, new byte[0]);
        case HANGING -> await();
        case HTML -> send(exchange, OK, "<html>busy</html>".getBytes(StandardCharsets.UTF_8));
        case HUGE -> send(exchange, OK, new byte[HUGE]);
        case HALF -> send(exchange, OK, "{\"item_seller".getBytes(StandardCharsets.UTF_8));
        case OTHER -> send(exchange, OK, "{\"a_response\":{}}".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private Optional<String> say(Form form, String contentType) {
    var all = form.values();
    var method = all.getOrDefault("method", "");
    asked.add(method);
    values.put(method, all);
    var refusal = refusal(form, contentType);
    if (refusal.isPresent()) {
      return refusal;
    }
    var whimsical = whim.apply(method);
    if (whimsical.isPresent()) {
      return whimsical;
    }
    var said = market.say(method, all);
    return mood == Mood.FORGETFUL && method.equals("taobao.rp.refunds.agree")
        ? Optional.empty()
        : Optional.of(said);
  }

  private Optional<String> refusal(Form form, String contentType) {
    var all = form.values();
    if (!contentType.startsWith("application/x-www-form-urlencoded")
        || !all.getOrDefault("v", "").equals("2.0")
        || !all.getOrDefault("format", "").equals("json")) {
      return Optional.of(error(40, "isv.missing-parameter", "参数不对"));
    }
    if (!all.getOrDefault("app_key", "").equals(APP_KEY)) {
      return Optional.of(error(29, "isv.invalid-app-key", "无效的 AppKey"));
    }
    if (!form.signature(SECRET).equals(all.getOrDefault("sign", ""))) {
      return Optional.of(error(25, "isv.invalid-signature", "非法签名"));
    }
    if (!isNow(all.getOrDefault("timestamp", ""))) {
      return Optional.of(error(31, "isv.invalid-timestamp", "非法的时间戳"));
    }
    if (!sessions.contains(all.getOrDefault("session", ""))) {
      return Optional.of(error(27, "invalid-sessionkey", "SessionKey非法"));
    }
    return Optional.empty();
  }

  private boolean isNow(String text) {
    var sent = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.ofHours(8));
    return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
  }

  private Optional<String> renew(Form form, String contentType) {
    var all = form.values();
    var number = renewals.incrementAndGet();
    if (!renews
        || !contentType.startsWith("application/x-www-form-urlencoded")
        || !all.getOrDefault("grant_type", "").equals("refresh_token")
        || !all.getOrDefault("client_id", "").equals(APP_KEY)
        || !all.getOrDefault("client_secret", "").equals(SECRET)
        || !all.getOrDefault("refresh_token", "").equals("refresh-" + number)) {
      return Optional.of("{\"error\":\"invalid_grant\",\"error_description\":\"expired\"}");
    }
    var session = "session-" + (number + 1);
    sessions.add(session);
    return Optional.of(
        JSON.writeValueAsString(
            Map.of(
                "access_token",
                session,
                "refresh_token",
                "refresh-" + (number + 1),
                "expires_in",
                expiresInS,
                "token_type",
                "Bearer")));
  }

  /// From now on only a renewed session is good.
  void endSessions() {
    sessions.clear();
  }

  int times(String method) {
    return (int) asked.stream().filter(method::equals).count();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/javascript;charset=UTF-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void await() {
    try {
      var _ = end.await(1, TimeUnit.DAYS);
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
