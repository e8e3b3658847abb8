package dev.kefu.torture;

import dev.kefu.escalation.TwoWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.BeanFactory;

/// Has a running [BuggyServer] play the next grant with two workers, of which one stands still
/// ([TwoWorkers]). Right or wrong, the server does it when it is asked to: what is wrong with it, a
/// [BugSwitch] says.
record Standstill(Path file) {

  private static final int WITHIN_S = 60;
  private static final int POLL_MS = 20;

  /// How far it has come.
  private enum State {
    ASKED,
    READY,
    OVER
  }

  /// Asks for it, and returns once the next grant is for the two.
  void ask() throws Exception {
    say(State.ASKED);
    await(State.READY);
  }

  /// Waits until both have written what they know.
  void awaitEnd() throws Exception {
    await(State.OVER);
  }

  /// The server's side of it: plays whenever it is asked to, for as long as the process lives.
  void serve(BeanFactory beans) throws Exception {
    while (true) {
      await(State.ASKED, Long.MAX_VALUE);
      TwoWorkers.play(beans, () -> say(State.READY));
      say(State.OVER);
    }
  }

  private void say(State state) throws IOException {
    BugSwitch.write(file, state.name());
  }

  private void await(State state) throws Exception {
    await(state, TimeUnit.SECONDS.toNanos(WITHIN_S));
  }

  private void await(State state, long withinNanos) throws Exception {
    var began = System.nanoTime();
    while (!Files.exists(file) || !Files.readString(file).equals(state.name())) {
      if (System.nanoTime() - began > withinNanos) {
        throw new AssertionError("the standstill never was " + state);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
  }
}
