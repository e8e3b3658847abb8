package dev.kefu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.TestConversations;
import dev.kefu.journey.Cast;
import dev.kefu.journey.Rest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Somebody with an account who sends what should not be sent.
///
/// @param conversation the only one they know
/// @param proof makes what `hello` needs
record Attacker(int port, String conversation, Proof proof) {

  /// Fewer unreadable frames than end a socket, so that most get an answer.
  private static final int AT_ONCE = 8;

  private static final String LAST = "the-last-one";

  /// Behind every log, so that nobody is told what was said before.
  private static final long AFTER_ALL = Integer.MAX_VALUE;

  interface Proof {
    Map<String, String> next() throws Exception;
  }

  static Attacker shopper(Cast cast, int port, String stage) throws Exception {
    var visit = cast.stranger();
    var conversation = Cast.open(visit, stage, null);
    return new Attacker(port, conversation, () -> Map.of("visitor", visit.token()));
  }

  static Attacker staff(Cast cast, int port, String name, String conversation) throws Exception {
    var rest = Rest.signedIn(cast.http(), name);
    return new Attacker(port, conversation, () -> Map.of("ticket", rest.ticket()));
  }

  private RawSocket hello() throws Exception {
    var socket = new RawSocket(port);
    var hello = new java.util.HashMap<String, Object>(Map.of("type", "hello", "v", 1));
    hello.putAll(proof.next());
    hello.put("cursors", Map.of(conversation, AFTER_ALL));
    socket.text(TestConversations.JSON.writeValueAsString(hello));
    return socket;
  }

  /// Says some broken things on one socket.
  ///
  /// @return how many
  int speak(Frames frames, Answers answers, Set<Integer> closes) throws Exception {
    try (var socket = hello()) {
      for (var i = 0; i < AT_ONCE; i++) {
        send(socket, frames.text(conversation));
      }
      send(
          socket,
          "{\"type\":\"sync\",\"id\":\"%s\",\"conversation\":\"%s\",\"after\":%d}"
              .formatted(LAST, conversation, AFTER_ALL));
      var code = socket.readUntil(text -> text.contains(LAST), answers::frame);
      answers.closed(code);
      assertThat(closes).contains(code);
    }
    return AT_ONCE;
  }

  /// Once the server has closed, the rest is written into the void.
  private static void send(RawSocket socket, String text) {
    try {
      socket.text(text);
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
    }
  }

  /// Breaks the rules below JSON, as somebody known or as a stranger, and leaves.
  void breakRules(Frames frames, Answers answers, Set<Integer> closes) throws Exception {
    var broken = frames.bytes(conversation);
    try (var socket = (broken.length & 1) == 0 ? hello() : new RawSocket(port)) {
      try {
        socket.bytes(broken);
        socket.endOfWriting();
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|not connected|closed).*");
      }
      answers.closed(socket.readUntil(_ -> false, answers::frame));
    }
  }
}
