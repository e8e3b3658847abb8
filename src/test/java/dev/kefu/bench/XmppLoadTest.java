package dev.kefu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The load against a server that only plays XMPP.
class XmppLoadTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ENOUGH = 200;

  @Test
  void everyMessageIsHeardInOrder() throws Exception {
    try (var server = new PlayedXmpp(XmppDoor.PASSWORD, _ -> true)) {
      var load = opened(server);

      load.flow();
      await().atMost(LIMIT).until(() -> load.counts().messages() >= ENOUGH);
      var flaws = load.drain();
      load.over();

      assertThat(flaws).isEmpty();
      assertThat(load.counts().delivered()).isEqualTo(load.counts().sent());
      assertThat(load.counts().oks()).isEqualTo(load.counts().sent());
    }
  }

  @Test
  void aMessageThatIsLostIsMissed() throws Exception {
    // The third message of the second conversation's agent.
    try (var server =
        new PlayedXmpp(
            XmppDoor.PASSWORD, id -> !id.matches("00000001-....-4001-8000-000000000002"))) {
      var load = opened(server);

      load.flow();
      await().atMost(LIMIT).until(() -> load.counts().messages() >= ENOUGH);
      var flaws = load.drain(Duration.ofMillis(200));
      load.over();

      assertThat(flaws).anyMatch(flaw -> flaw.startsWith("s1@bench"));
    }
  }

  @Test
  void whoIsNotLetInSaysSo() throws Exception {
    try (var server = new PlayedXmpp("another password", _ -> true)) {
      assertThatThrownBy(() -> opened(server)).hasStackTraceContaining("not-authorized");
    }
  }

  private static Load opened(PlayedXmpp server) throws Exception {
    var target = Kind.XMPP.target(URI.create("http://127.0.0.1:" + server.port()), null);
    var load = new Load(target, 1, 2, 3);
    load.open(2);
    load.direction(Load.Direction.BOTH);
    return load;
  }
}
