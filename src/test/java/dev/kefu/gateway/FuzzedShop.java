package dev.kefu.gateway;

import dev.kefu.KefuApplication;
import dev.kefu.journey.Rest;
import dev.kefu.program.SmallContent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The program in this process, entered behind the network.
final class FuzzedShop implements AutoCloseable {

  private final ConfigurableApplicationContext program;
  private final Rest agent;
  private final Rest supervisor;
  private final String visitor;
  private final Faults faults = new Faults();
  private final Untouched untouched;

  private FuzzedShop(ConfigurableApplicationContext program, Path folder) throws Exception {
    this.program = program;
    var server = Objects.requireNonNull(((WebServerApplicationContext) program).getWebServer());
    var http = "http://127.0.0.1:" + server.getPort();
    agent = Rest.signedIn(http, "agent");
    supervisor = Rest.signedIn(http, "supervisor");
    visitor = new Rest(http).post("/api/v1/visitors", Map.of()).body().path("token").asString();
    untouched = new Untouched(folder.resolve("data").resolve("kefu.db"));
  }

  /// Suggestions are made long after, so that nothing but a frame changes the database.
  static FuzzedShop open(Path folder) throws Exception {
    var program =
        SpringApplication.run(
            KefuApplication.class,
            "--server.port=0",
            "--kefu.data-dir=" + folder.resolve("data"),
            "--kefu.knowledge-base=" + SmallContent.at(folder),
            "--kefu.assist.burst-wait=10h",
            "--kefu.assist.burst-max=10h");
    return new FuzzedShop(program, folder);
  }

  /// Three fresh sockets in one conversation.
  FuzzedTalk meet() throws Exception {
    return new FuzzedTalk(
        socket("visitor", visitor),
        socket("ticket", agent.ticket()),
        socket("ticket", supervisor.ticket()),
        untouched,
        faults);
  }

  private FuzzedSocket socket(String proof, String value) throws Exception {
    return new FuzzedSocket(
        program.getBean(SocketEndpoint.class),
        program.getBean(SocketHub.class),
        program.getBean(FrameCodec.class),
        proof,
        value);
  }

  @Override
  public void close() {
    untouched.close();
    faults.close();
    program.close();
  }
}
