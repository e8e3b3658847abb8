package dev.kefu.journey;

import dev.kefu.conversation.TestConversations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One client's socket: sends frames, keeps what comes, and checks while reading that no event of a
/// conversation comes twice, out of order or with a hole.
public final class Socket implements WebSocket.Listener {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int CLOSED = -1;

  private final LinkedBlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
  private final Map<String, JsonNode> lines = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<JsonNode> pings = new LinkedBlockingQueue<>();
  private final List<JsonNode> passedOver = new ArrayList<>();
  private final Map<String, Long> last = new TreeMap<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  /// The JDK's client refuses a frame while another is on its way, and ends the socket when that
  /// happens to the listener; pings are answered there.
  private final ReentrantLock sending = new ReentrantLock();

  private volatile @Nullable Throwable failure;

  private Socket(String http) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("kefu.v1")
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create(http.replace("http", "ws") + "/ws/v1"), this)
            .join();
  }

  /// Connects without a word.
  static Socket silent(String http) {
    return new Socket(http);
  }

  static Socket staff(String http, String ticket) throws InterruptedException {
    return staff(http, ticket, Map.of());
  }

  static Socket staff(String http, String ticket, Map<String, Long> cursors)
      throws InterruptedException {
    var socket = new Socket(http);
    socket.last.putAll(cursors);
    socket.send(
        Map.of("type", "hello", "v", 1, "ticket", ticket, "device", "test", "cursors", cursors));
    return socket;
  }

  static Socket shopper(String http, String token, Map<String, Long> cursors)
      throws InterruptedException {
    var socket = new Socket(http);
    socket.last.putAll(cursors);
    socket.send(
        Map.of("type", "hello", "v", 1, "visitor", token, "device", "test", "cursors", cursors));
    return socket;
  }

  void send(Map<String, ?> frame) {
    sendRaw(TestConversations.JSON.writeValueAsString(frame));
  }

  void sendRaw(String text) {
    sending.lock();
    try {
      socket.sendText(text, true).join();
    } finally {
      sending.unlock();
    }
  }

  /// Asks and waits for the answer to this very frame.
  JsonNode ask(Map<String, ?> frame) throws InterruptedException {
    send(frame);
    var id = String.valueOf(frame.get("id"));
    return await(f -> isAnswer(f) && id.equals(f.path("id").asString("")));
  }

  private static boolean isAnswer(JsonNode frame) {
    return frame.path("type").asString().equals("ok")
        || frame.path("type").asString().equals("error");
  }

  String nextId() {
    return "f-" + UUID.randomUUID();
  }

  /// Says something and gives the answer.
  public JsonNode say(String conversation, String text) throws InterruptedException {
    return say(conversation, UUID.randomUUID().toString(), Map.of("kind", "text", "text", text));
  }

  /// Past a warning, for a reason.
  JsonNode say(String conversation, String text, String override) throws InterruptedException {
    return ask(
        Map.of(
            "type",
            "send",
            "id",
            nextId(),
            "conversation",
            conversation,
            "mid",
            UUID.randomUUID().toString(),
            "body",
            Map.of("kind", "text", "text", text),
            "override",
            override));
  }

  JsonNode say(String conversation, String mid, Map<String, ?> body) throws InterruptedException {
    return ask(
        Map.of(
            "type",
            "send",
            "id",
            nextId(),
            "conversation",
            conversation,
            "mid",
            mid,
            "body",
            body));
  }

  public JsonNode command(String op, @Nullable String conversation, Map<String, ?> args)
      throws InterruptedException {
    var frame = new TreeMap<String, Object>();
    frame.put("type", "command");
    frame.put("id", nextId());
    frame.put("op", op);
    frame.put("args", args);
    if (conversation != null) {
      frame.put("conversation", conversation);
    }
    return ask(frame);
  }

  /// The next frame of a type.
  JsonNode await(String type) throws InterruptedException {
    return await(f -> f.path("type").asString().equals(type));
  }

  /// The next event of a kind.
  JsonNode awaitEvent(String kind) throws InterruptedException {
    return await(
        f -> f.path("type").asString().equals("event") && f.path("kind").asString().equals(kind));
  }

  /// The next message with a text.
  public JsonNode awaitText(String text) throws InterruptedException {
    return await(f ->
        f.path("type").asString().equals("event")
            && f.path("body").path("text").asString("").equals(text));
  }

  /// The next ping; it has been answered.
  JsonNode awaitPing() throws InterruptedException {
    var ping = pings.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    if (ping == null) {
      throw new AssertionError("no ping came in time");
    }
    return ping;
  }

  /// Waits until the work list's line of a conversation, null where there is none, is as wanted.
  void awaitLine(String conversation, Predicate<@Nullable JsonNode> wanted, String what)
      throws InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.test(lines.get(conversation))) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(what + "; told was " + lines.get(conversation));
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /// Waits for a frame; others that come before are kept for later.
  JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
    for (var frame : List.copyOf(passedOver)) {
      if (wanted.test(frame)) {
        passedOver.remove(frame);
        return frame;
      }
    }
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var frame = arrived.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("did not come in time; instead came " + passedOver);
      }
      if (wanted.test(frame)) {
        return frame;
      }
      passedOver.add(frame);
    }
  }

  /// Everything that has come and was not awaited.
  public List<JsonNode> rest() {
    var rest = new ArrayList<>(passedOver);
    rest.addAll(arrived);
    return rest;
  }

  /// The close code, once the server has closed; -1 for a bare end.
  public int closeCode() throws Exception {
    return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Whether the server has not ended this socket.
  public boolean isOpen() {
    return !closed.isDone();
  }

  /// Why it ended without a close frame, as far as this side knows.
  public @Nullable Throwable failure() {
    return failure;
  }

  /// Cuts the connection without a word.
  void cut() {
    socket.abort();
  }

  /// The last number this client has seen of each conversation.
  Map<String, Long> cursors() {
    return Map.copyOf(last);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
    partial.append(data);
    if (whole) {
      arrived(TestConversations.JSON.readTree(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void arrived(JsonNode frame) {
    switch (frame.path("type").asString()) {
      case "ping" -> {
        send(Map.of("type", "pong"));
        pings.add(frame);
      }
      case "inbox" -> {
        lines.put(frame.path("row").path("conversation").asString(), frame.get("row"));
        arrived.add(frame);
      }
      case "welcome" -> {
        frame.path("inbox").forEach(row -> lines.put(row.path("conversation").asString(), row));
        arrived.add(frame);
      }
      case "event" -> {
        checkOrder(frame);
        arrived.add(frame);
      }
      default -> arrived.add(frame);
    }
  }

  private void checkOrder(JsonNode event) {
    var conversation = event.get("conversation").asString();
    var seq = event.get("seq").asLong();
    var before = last.getOrDefault(conversation, 0L);
    if (seq != before + 1) {
      arrived.add(
          TestConversations.JSON
              .createObjectNode()
              .put("type", "BROKEN")
              .put("text", conversation + " jumped from " + before + " to " + seq));
    }
    last.put(conversation, seq);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    failure = error;
    closed.complete(CLOSED);
  }
}
