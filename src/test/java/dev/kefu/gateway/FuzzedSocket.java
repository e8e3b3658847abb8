package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Refusal;
import dev.kefu.conversation.TestConversations;
import dev.kefu.fuzz.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import tools.jackson.databind.JsonNode;

/// One socket without a network. Whatever is answered is held against the protocol.
final class FuzzedSocket implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MS = 5;

  private final SocketEndpoint endpoint;
  private final SocketHub hub;
  private final FrameCodec codec;
  private final FakeSocket socket = new FakeSocket();
  private final Answers answers = new Answers();
  private final Map<String, Long> last = new HashMap<>();

  /// @param proof `visitor` or `ticket`
  FuzzedSocket(SocketEndpoint endpoint, SocketHub hub, FrameCodec codec, String proof, String value)
      throws Exception {
    this.endpoint = endpoint;
    this.hub = hub;
    this.codec = codec;
    endpoint.afterConnectionEstablished(socket);
    var hello = Map.of("type", "hello", "v", 1, proof, value);
    var welcome = say(TestConversations.JSON.writeValueAsString(hello));
    assertThat(welcome.getFirst().path("type").asString()).isEqualTo("welcome");
  }

  /// @return what was written until the frame was carried out
  List<JsonNode> say(String text) throws Exception {
    endpoint.handleMessage(socket, new TextMessage(text));
    var frames = new ArrayList<JsonNode>();
    var until = System.nanoTime() + PATIENCE.toNanos();
    do {
      assertThat(System.nanoTime()).as("an answer comes in time: " + text).isLessThan(until);
      awaitWritten();
      for (var frame = socket.written().poll(); frame != null; frame = socket.written().poll()) {
        frames.add(checked(frame));
      }
    } while (socket.isOpen() && isMessage(text) && frames.stream().noneMatch(this::isAnswer));
    return frames;
  }

  /// What is said is answered once the log has decided, on another thread than the one that reads.
  private boolean isMessage(String text) {
    try {
      return codec.read(text) instanceof ClientFrame.Send;
    } catch (Refusal refused) {
      return false;
    }
  }

  private boolean isAnswer(JsonNode frame) {
    var type = frame.path("type").asString();
    return type.equals("ok") || type.equals("error");
  }

  /// What is queued behind the answers is written after them.
  private void awaitWritten() throws InterruptedException {
    var done = new CountDownLatch(1);
    hub.all().stream()
        .filter(connection -> connection.id().equals(socket.getId()))
        .forEach(connection -> connection.enqueue(_ -> done.countDown()));
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (socket.isOpen() && !done.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      assertThat(System.nanoTime()).as("the answer comes in time").isLessThan(until);
    }
  }

  private JsonNode checked(String text) {
    answers.frame(text);
    var frame = TestConversations.JSON.readTree(text);
    if (frame.path("type").asString().equals("event") && !frame.path("seq").isMissingNode()) {
      var before = last.put(frame.path("conversation").asString(), frame.path("seq").asLong());
      assertThat(before == null || frame.path("seq").asLong() <= before + 1).as(text).isTrue();
    }
    return frame;
  }

  boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() {
    var how = socket.closed();
    if (how != null) {
      var codes = Arrays.stream(CloseCode.values()).map(CloseCode::code).toList();
      assertThat(how.getCode()).isIn(codes).isNotEqualTo(CloseCode.INTERNAL.code());
    }
    endpoint.afterConnectionClosed(socket, how == null ? CloseStatus.NORMAL : how);
  }
}
