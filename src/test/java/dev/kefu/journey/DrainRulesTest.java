package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program stops, or has no room left: nobody just sees the line go dead.
class DrainRulesTest {

  private static final int MANY = 120;

  @TempDir Path data;

  @Test
  void P_60_everybodyIsToldToComeBackAlsoWhoComesWhileTheProgramStops() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    try (var server = ServerProcess.start(data, content);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var connected = new ArrayList<Future<RawSocket.Rest>>();
      for (var i = 0; i < MANY; i++) {
        var socket = greeted(server.http());
        connected.add(threads.submit(socket::rest));
      }
      var stopping = new AtomicBoolean(true);
      var newcomers = threads.submit(comeIn(server.http(), stopping));

      server.terminate();
      var ends = new ArrayList<Integer>();
      for (var each : connected) {
        var rest = each.get();
        ends.add(rest.closeCode());
        assertThat(rest.texts().getLast()).contains("\"bye\"").contains("1012");
      }
      var exit = server.exitCode();
      stopping.set(false);

      assertThat(ends).containsOnly(1012);
      assertThat(newcomers.get()).allMatch(code -> code == 1012 || code == 503);
      // 128 + SIGTERM: ended as asked.
      assertThat(exit).isEqualTo(143);
    }
  }

  /// Connects again and again; gives how each connection that was taken ended.
  private static Callable<List<Integer>> comeIn(String http, AtomicBoolean going) {
    return () -> {
      var ends = new ArrayList<Integer>();
      while (going.get()) {
        try (var socket = RawSocket.open(http)) {
          if (socket.status() == 101) {
            ends.add(socket.closeCode());
          } else if (socket.status() != RawSocket.BARE_END) {
            ends.add(socket.status());
          }
        } catch (ConnectException e) {
          return ends;
        } catch (IOException e) {
          // Not taken: nothing was promised.
        }
      }
      return ends;
    };
  }

  private static RawSocket greeted(String http) throws Exception {
    var visitor = new Rest(http).post("/api/v1/visitors", Map.of()).body();
    var socket = RawSocket.open(http);
    socket.text(
        "{\"type\":\"hello\",\"v\":1,\"visitor\":\"" + visitor.get("token").asString() + "\"}");
    socket.await("\"welcome\"");
    return socket;
  }

  @Test
  void P_60_whileItStopsItIsNotReady() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    try (var server = ServerProcess.start(data, content)) {
      // One that does not answer the close keeps the stop going for its longest time.
      var deaf = greeted(server.http());

      server.terminate();
      deaf.await("\"bye\"");

      assertThat(new Rest(server.http()).get("/actuator/health/readiness").status()).isEqualTo(503);
      assertThat(server.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void F_23_whenMemoryRunsOutNewcomersAreSentAwayWithAWord() throws Exception {
    var server = TestServer.empty("--kefu.gateway.door.heap=0.0001");
    try {
      System.gc();

      try (var socket = RawSocket.open(server.http())) {
        var rest = socket.rest();
        assertThat(rest.closeCode()).isEqualTo(1013);
        assertThat(rest.texts().getLast()).contains("\"bye\"").contains("\"retry_ms\":5000");
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void aSecondProcessOnTheSameFolderIsRefused() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    try (var _ = ServerProcess.start(data, content)) {
      assertThat(ServerProcess.refused(data, content))
          .contains("Another process has the data folder");
    }
  }
}
