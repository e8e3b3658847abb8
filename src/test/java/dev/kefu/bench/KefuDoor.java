package dev.kefu.bench;

import dev.kefu.replay.Json;
import dev.kefu.replay.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Comes in over the public contract. Agents are made by the demo's administrator and sign in with
/// their own passwords; since the server checks passwords slowly on purpose, sign-ins are kept in a
/// file and used again while they hold.
final class KefuDoor implements Door {

  private static final String PASSWORD = "kefu-bench";
  private static final String DEMO_PASSWORD = "kefu-demo";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final Path file;

  /// Guarded by this.
  private final Map<String, SignIn> signIns = new HashMap<>();

  private record SignIn(String cookie, String csrf) {}

  /// @param file where sign-ins are kept, or null
  KefuDoor(String base, Path file) throws IOException {
    this.base = base;
    this.file = file;
    if (file != null && Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        var parts = line.split("\t", -1);
        signIns.put(parts[0], new SignIn(parts[1], parts[2]));
      }
    }
  }

  @Override
  public String shopper() throws IOException, InterruptedException {
    var visit = done(post("/api/v1/visitors", Map.of(), null));
    return hello("visitor", Json.object(visit.body()).get("token"));
  }

  @Override
  public String agent(int number) throws IOException, InterruptedException {
    var username = "bench-" + number;
    var answer = post("/api/v1/ws-tickets", Map.of(), signIn(username));
    if (answer.statusCode() == UNAUTHORIZED) {
      forget(username);
      answer = post("/api/v1/ws-tickets", Map.of(), signIn(username));
    }
    return hello("ticket", Json.object(done(answer).body()).get("ticket"));
  }

  private static String hello(String proof, Object value) {
    return "{\"type\":\"hello\",\"v\":1,\"" + proof + "\":\"" + value + "\",\"device\":\"bench\"}";
  }

  private synchronized void forget(String username) {
    signIns.remove(username);
  }

  private synchronized SignIn signIn(String username) throws IOException, InterruptedException {
    var kept = signIns.get(username);
    if (kept != null) {
      return kept;
    }
    var answer = signInWith(username, PASSWORD);
    if (answer.statusCode() == UNAUTHORIZED) {
      hire(username);
      answer = signInWith(username, PASSWORD);
    }
    var fresh = signIn(done(answer));
    signIns.put(username, fresh);
    if (file != null) {
      Files.write(
          file,
          signIns.entrySet().stream()
              .map(e -> e.getKey() + "\t" + e.getValue().cookie() + "\t" + e.getValue().csrf())
              .toList());
    }
    return fresh;
  }

  private void hire(String username) throws IOException, InterruptedException {
    var admin = signIns.get("admin");
    var agent =
        Map.of(
            "username", username,
            "name", username,
            "password", PASSWORD,
            "roles", List.of("agent"),
            "group", "pre_sale");
    var answer = admin == null ? null : post("/api/v1/staff", agent, admin);
    if (answer == null || answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
      admin = signIn(done(signInWith("admin", DEMO_PASSWORD)));
      signIns.put("admin", admin);
      answer = post("/api/v1/staff", agent, admin);
    }
    if (answer.statusCode() != CONFLICT) {
      done(answer);
    }
  }

  private HttpResponse<String> signInWith(String username, String password)
      throws IOException, InterruptedException {
    return post("/api/v1/session", Map.of("username", username, "password", password), null);
  }

  private static SignIn signIn(HttpResponse<String> session) {
    var cookie = session.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    return new SignIn(cookie, String.valueOf(Json.object(session.body()).get("csrf")));
  }

  private static HttpResponse<String> done(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private HttpResponse<String> post(String path, Object body, SignIn who)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Origin", base)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    if (who != null) {
      request.header("Cookie", who.cookie()).header("X-Kefu-CSRF", who.csrf());
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == TOO_MANY) {
      Pause.of(Duration.ofSeconds(1));
      return post(path, body, who);
    }
    return answer;
  }
}
