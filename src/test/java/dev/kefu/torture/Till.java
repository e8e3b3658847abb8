package dev.kefu.torture;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/// Calls over REST, of a visitor or of one who signed in and signs in again whenever that is asked.
final class Till {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String PASSWORD = "kefu-demo";
  private static final int UNAUTHORIZED = 401;

  private final String base;
  private final String username;
  private final CookieManager cookies = new CookieManager();
  private HttpClient http;
  private String csrf = "";
  private String me = "";
  private String group = "";
  private String role = "";

  private Till(int port, String username) {
    this.base = "http://127.0.0.1:" + port;
    this.username = username;
    this.http = client();
  }

  private HttpClient client() {
    return HttpClient.newBuilder().cookieHandler(cookies).build();
  }

  /// Signs in before the first call.
  static Till of(int port, String username) {
    return new Till(port, username);
  }

  /// A shopper, of whom the token is kept.
  record Visitor(String shopper, String token) {}

  /// @param buyer whom the demo shop vouches for; empty for nobody
  static Visitor visitor(int port, String buyer) throws IOException, InterruptedException {
    var till = new Till(port, "");
    Map<String, String> body = Map.of();
    if (!buyer.isEmpty()) {
      var identity = till.send("POST", "/api/v1/demo/identities", Map.of("buyer", buyer));
      body = Map.of("identity", json(identity).path("identity").asString());
    }
    var visitor = json(till.send("POST", "/api/v1/visitors", body));
    return new Visitor(visitor.path("shopper").asString(), visitor.path("token").asString());
  }

  synchronized Map<String, Object> ticket() throws IOException, InterruptedException {
    return Map.of("ticket", call("POST", "/api/v1/ws-tickets", Map.of()).path("ticket").asString());
  }

  /// The password was just given: decisions about money ask for that.
  synchronized void stepUp() throws IOException, InterruptedException {
    call("POST", "/api/v1/session/step-up", Map.of("password", PASSWORD));
  }

  /// Makes the demo shop silent about something for a while.
  void outage(String fact, int seconds) throws IOException, InterruptedException {
    outage(List.of(fact), seconds);
  }

  /// The demo shop answers about everything again.
  void endOutage() throws IOException, InterruptedException {
    outage(List.of(), 0);
  }

  private synchronized void outage(List<String> facts, int seconds)
      throws IOException, InterruptedException {
    call("PUT", "/api/v1/demo/outage", Map.of("facts", facts, "until_s", seconds));
  }

  synchronized String me() throws IOException, InterruptedException {
    if (me.isEmpty()) {
      signIn();
    }
    return me;
  }

  String group() {
    return group;
  }

  String role() {
    return role;
  }

  private JsonNode call(String method, String path, Object body)
      throws IOException, InterruptedException {
    if (csrf.isEmpty()) {
      signIn();
    }
    var reply = send(method, path, body);
    if (reply.statusCode() == UNAUTHORIZED) {
      signIn();
      reply = send(method, path, body);
    }
    return json(reply);
  }

  private void signIn() throws IOException, InterruptedException {
    csrf = "";
    var session =
        json(send("POST", "/api/v1/session", Map.of("username", username, "password", PASSWORD)));
    csrf = session.path("csrf").asString();
    var staff = session.path("staff");
    me = staff.path("id").asString();
    group = staff.path("group").asString("");
    var roles = staff.path("roles").toString();
    role = roles.contains("supervisor") || roles.contains("manager") ? "supervisor" : "agent";
  }

  private HttpResponse<String> send(String method, String path, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .header("X-Kefu-CSRF", csrf.isEmpty() ? "none" : csrf)
            .method(method, BodyPublishers.ofString(World.JSON.writeValueAsString(body)));
    return send(request.build());
  }

  /// The client's own timeout ends with the headers; and whatever made a call fail may have broken
  /// the client, as all that it is connected to is killed again and again.
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    var reply = http.sendAsync(request, BodyHandlers.ofString());
    try {
      return reply.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      reply.cancel(true);
      http.shutdownNow();
      http = client();
      throw new IOException(request.uri() + " was not answered: " + e, e);
    }
  }

  private static JsonNode json(HttpResponse<String> reply) throws IOException {
    if (reply.statusCode() / 100 != 2) {
      throw new IOException(reply.uri() + " answered " + reply.statusCode() + " " + reply.body());
    }
    return reply.body().isEmpty()
        ? World.JSON.createObjectNode()
        : World.JSON.readTree(reply.body());
  }
}
