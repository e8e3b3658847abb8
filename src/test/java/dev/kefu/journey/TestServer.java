package dev.kefu.journey;

import static org.awaitility.Awaitility.await;

import dev.kefu.KefuApplication;
import dev.kefu.storage.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The program with the store's own content, on a port of its own. Stories share one, since none
/// needs to be alone: each begins with a shopper nobody has seen.
final class TestServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static @Nullable TestServer shared;
  private static @Nullable TestServer impatient;

  private final ConfigurableApplicationContext context;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// The shared server, started on first use and stopped with the tests.
  static synchronized TestServer shared() throws IOException {
    if (shared == null) {
      var data = Files.createTempDirectory("kefu-journey");
      shared = start(data, "--kefu.assist.burst-wait=50ms", "--kefu.escalation.undo-within=0s");
    }
    return shared;
  }

  /// One without content whose timers run fast, for rules about time.
  static synchronized TestServer impatient() throws IOException {
    if (impatient == null) {
      impatient =
          empty(
              "--kefu.gateway.hello-timeout=1500ms",
              "--kefu.gateway.heartbeat=1s",
              "--kefu.gateway.silence=3s",
              "--kefu.gateway.reread=1s",
              "--kefu.gateway.poll=300ms",
              "--kefu.gateway.resume-conversation=20",
              "--kefu.gateway.resume-hello=30",
              "--kefu.gateway.shopper-send.burst=100000");
    }
    return impatient;
  }

  /// One without content.
  static TestServer empty(String... settings) throws IOException {
    var data = Files.createTempDirectory("kefu-rules");
    var content = Files.createDirectory(data.resolve("content"));
    var all = new ArrayList<>(List.of(settings));
    all.add("--kefu.knowledge-base=" + content);
    return start(data.resolve("data"), all.toArray(String[]::new));
  }

  /// @param data where it keeps its files
  /// @param settings such as `--kefu.demo=false`
  static TestServer start(Path data, String... settings) {
    var args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--kefu.data-dir=" + data,
                "--spring.main.register-shutdown-hook=true"));
    args.addAll(TestEngine.settings(data, settings));
    args.addAll(List.of(settings));
    if (args.stream().noneMatch(each -> each.startsWith("--kefu.knowledge-base="))) {
      args.add("--kefu.knowledge-base=knowledge-base");
    }
    var server =
        new TestServer(SpringApplication.run(KefuApplication.class, args.toArray(String[]::new)));
    await()
        .atMost(READY_WITHIN)
        .until(() -> new Rest(server.http()).get("/actuator/health/readiness").status() == 200);
    return server;
  }

  int port() {
    var server = ((WebServerApplicationContext) context).getWebServer();
    return Objects.requireNonNull(server).getPort();
  }

  String http() {
    return "http://127.0.0.1:" + port();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  void stop() {
    context.close();
  }
}
