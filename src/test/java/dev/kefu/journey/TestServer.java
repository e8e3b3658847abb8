package dev.kefu.journey;

import static org.awaitility.Awaitility.await;

import dev.kefu.KefuApplication;
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

  private final ConfigurableApplicationContext context;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// The shared server, started on first use and stopped with the tests.
  static synchronized TestServer shared() throws IOException {
    if (shared == null) {
      var data = Files.createTempDirectory("kefu-journey");
      shared = start(data, "--kefu.assist.burst-wait=50ms");
    }
    return shared;
  }

  /// @param data where it keeps its files
  /// @param settings such as `--kefu.demo=false`
  static TestServer start(Path data, String... settings) {
    var args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--kefu.data-dir=" + data,
                "--kefu.knowledge-base=knowledge-base",
                "--spring.main.register-shutdown-hook=true"));
    args.addAll(List.of(settings));
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
