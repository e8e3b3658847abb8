package dev.kefu.journey;

import static org.awaitility.Awaitility.await;

import dev.kefu.KefuApplication;
import dev.kefu.account.QuickPasswords;
import dev.kefu.cluster.RedisServer;
import dev.kefu.storage.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The program with the store's own content, on a port of its own. Stories share one, since none
/// needs to be alone: each begins with a shopper nobody has seen.
///
/// With `-Dkefu.test.nodes=3` it is as many nodes on one PostgreSQL and one Redis, and whoever asks
/// where it is gets the next of them: nobody may notice.
final class TestServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static @Nullable TestServer shared;
  private static @Nullable TestServer impatient;

  private static final int NODES = Integer.getInteger("kefu.test.nodes", 1);

  private final List<ConfigurableApplicationContext> nodes;
  private final @Nullable RedisServer redis;
  private final AtomicInteger asked = new AtomicInteger();

  private TestServer(List<ConfigurableApplicationContext> nodes, @Nullable RedisServer redis) {
    this.nodes = nodes;
    this.redis = redis;
  }

  /// The shared server, started on first use and stopped with the tests.
  static synchronized TestServer shared() throws IOException {
    if (shared == null) {
      var data = Files.createTempDirectory("kefu-journey");
      shared =
          start(
              data,
              "--kefu.assist.burst-wait=50ms",
              "--kefu.escalation.undo-within=0s",
              "--kefu.assist.harvest.every=200ms",
              "--kefu.assist.harvest.settle=300ms");
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
  static TestServer start(Path data, String... settings) throws IOException {
    var args =
        new ArrayList<>(List.of("--server.port=0", "--spring.main.register-shutdown-hook=true"));
    args.addAll(TestEngine.settings(data, settings));
    args.addAll(List.of(settings));
    if (args.stream().noneMatch(each -> each.startsWith("--kefu.knowledge-base="))) {
      args.add("--kefu.knowledge-base=knowledge-base");
    }
    var redis = NODES > 1 ? RedisServer.started() : null;
    if (redis != null) {
      args.add("--kefu.redis.url=" + redis.url());
    }
    var nodes = new ArrayList<ConfigurableApplicationContext>();
    for (var node = 0; node < NODES; node++) {
      var own = new ArrayList<>(args);
      own.add("--kefu.data-dir=" + (node == 0 ? data : data.resolve("node" + node)));
      nodes.add(run(own));
    }
    return ready(new TestServer(nodes, redis));
  }

  private static TestServer ready(TestServer server) {
    for (var node : server.nodes) {
      var ready = new Rest("http://127.0.0.1:" + port(node));
      await()
          .atMost(READY_WITHIN)
          .until(() -> ready.get("/actuator/health/readiness").status() == 200);
    }
    return server;
  }

  /// One node whose clock is so far ahead of this machine's.
  static TestServer ahead(Duration clock, Path data, String... settings) throws IOException {
    var args = new ArrayList<>(List.of("--server.port=0", "--kefu.data-dir=" + data));
    args.addAll(List.of(settings));
    return ready(new TestServer(List.of(run(args, new Ahead(clock))), null));
  }

  private record Ahead(Duration by) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof Clock clock ? Clock.offset(clock, by) : bean;
    }
  }

  private static ConfigurableApplicationContext run(
      List<String> args, BeanPostProcessor... changes) {
    var application = new SpringApplication(KefuApplication.class);
    application.addInitializers(context -> {
      context.getBeanFactory().addBeanPostProcessor(new QuickPasswords());
      for (var change : changes) {
        context.getBeanFactory().addBeanPostProcessor(change);
      }
    });
    return application.run(args.toArray(String[]::new));
  }

  private static int port(ConfigurableApplicationContext node) {
    var server = ((WebServerApplicationContext) node).getWebServer();
    return Objects.requireNonNull(server).getPort();
  }

  int port() {
    return port(nodes.get(Math.floorMod(asked.getAndIncrement(), nodes.size())));
  }

  String http() {
    return "http://127.0.0.1:" + port();
  }

  /// Where the node is whose beans these are.
  String home() {
    return "http://127.0.0.1:" + port(nodes.getFirst());
  }

  <T> T bean(Class<T> type) {
    return nodes.getFirst().getBean(type);
  }

  <T> T bean(String name, Class<T> type) {
    return nodes.getFirst().getBean(name, type);
  }

  void stop() {
    nodes.forEach(ConfigurableApplicationContext::close);
    if (redis != null) {
      close(redis);
    }
  }

  private static void close(RedisServer redis) {
    try {
      redis.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
