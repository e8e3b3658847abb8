package dev.kefu.replay;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One socket that speaks `kefu.v1`.
final class Socket implements WebSocket.Listener {

  private static final int LIMIT_S = 20;

  /// What a server answers to a frame.
  ///
  /// @param at when it came, in nanoseconds of this machine
  record Reply(Map<String, Object> frame, long at) {

    boolean ok() {
      return "ok".equals(frame.get("type"));
    }

    boolean is(String code) {
      return code.equals(frame.get("code"));
    }
  }

  private final CompletableFuture<Map<String, Object>> welcome = new CompletableFuture<>();
  private final Map<String, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final StringBuilder partial = new StringBuilder();
  private volatile Consumer<Map<String, Object>> heard = _ -> {};
  private WebSocket ws;

  /// Sending waits for the frame before: the JDK refuses two at once. Guarded by this.
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  void begin(WebSocket opened, Map<String, Object> hello) throws IOException {
    ws = opened;
    write(hello);
    await(welcome);
  }

  /// @param listener is told every frame that is no answer, on the socket's thread
  void onFrame(Consumer<Map<String, Object>> listener) {
    heard = listener;
  }

  /// Sends a frame and waits for its `ok`; when the server says it came too fast, tries again as
  /// late as it asks.
  Map<String, Object> ask(String type, Map<String, Object> fields) throws IOException {
    while (true) {
      var reply = await(send(type, fields));
      if (reply.ok()) {
        return reply.frame();
      }
      if (!reply.is("rate")) {
        throw new IOException(type + " was refused: " + Json.write(reply.frame()));
      }
      Pause.of(Duration.ofMillis(retryMs(reply)));
    }
  }

  /// Sends a frame; the answer comes later.
  CompletableFuture<Reply> send(String type, Map<String, Object> fields) {
    var id = "r" + ids.incrementAndGet();
    var frame = new LinkedHashMap<String, Object>(fields);
    frame.put("type", type);
    frame.put("id", id);
    var reply = new CompletableFuture<Reply>();
    open.put(id, reply);
    write(frame);
    return reply;
  }

  void close() {
    ws.sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(1, TimeUnit.SECONDS)
        .exceptionally(_ -> ws);
  }

  static <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get(LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + LIMIT_S + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static long retryMs(Reply reply) {
    return reply.frame().get("retry_ms") instanceof Double ms ? ms.longValue() : 1_000;
  }

  private synchronized void write(Map<String, Object> frame) {
    var text = Json.write(frame);
    last = last.handle((_, _) -> null).thenCompose(_ -> ws.sendText(text, true));
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean end) {
    partial.append(data);
    if (end) {
      var at = System.nanoTime();
      var frame = Json.object(partial.toString());
      partial.setLength(0);
      heard(frame, at);
    }
    socket.request(1);
    return null;
  }

  private void heard(Map<String, Object> frame, long at) {
    switch (String.valueOf(frame.get("type"))) {
      case "welcome" -> welcome.complete(frame);
      case "ping" -> write(Map.of("type", "pong"));
      case "ok", "error" -> {
        var waiting = frame.get("id") == null ? null : open.remove(String.valueOf(frame.get("id")));
        if (waiting != null) {
          waiting.complete(new Reply(frame, at));
        } else {
          System.err.println("unasked: " + Json.write(frame));
        }
      }
      default -> heard.accept(frame);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    fail(new IOException("the server closed the socket with " + code + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    fail(error);
  }

  private void fail(Throwable cause) {
    welcome.completeExceptionally(cause);
    open.values().forEach(answer -> answer.completeExceptionally(cause));
  }
}
