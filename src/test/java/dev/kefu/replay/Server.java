package dev.kefu.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A running Kefu, spoken to over its public contract and nothing else.
final class Server {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Server(String base) {
    this.base = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
  }

  /// A socket of a visitor nobody has seen before.
  Socket visitor() throws IOException, InterruptedException {
    return visitor(token());
  }

  /// A further socket of a visitor.
  Socket visitor(String token) throws IOException, InterruptedException {
    return connect(Map.of("visitor", token));
  }

  /// What a visitor nobody has seen before is known by.
  String token() throws IOException, InterruptedException {
    var visit = post("/api/v1/visitors", Map.of(), Map.of());
    return String.valueOf(Json.object(visit.body()).get("token"));
  }

  /// A socket of a member of staff.
  Socket staff(String username, String password) throws IOException, InterruptedException {
    return staff(ticket(username, password));
  }

  /// A socket of whoever was given the ticket.
  Socket staff(String ticket) throws IOException, InterruptedException {
    return connect(Map.of("ticket", ticket));
  }

  /// Signs in and asks for a ticket.
  String ticket(String username, String password) throws IOException, InterruptedException {
    var session =
        post("/api/v1/session", Map.of("username", username, "password", password), Map.of());
    var cookie = session.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    var csrf = String.valueOf(Json.object(session.body()).get("csrf"));
    var ticket =
        post("/api/v1/ws-tickets", Map.of(), Map.of("Cookie", cookie, "X-Kefu-CSRF", csrf));
    return String.valueOf(Json.object(ticket.body()).get("ticket"));
  }

  private Socket connect(Map<String, Object> proof) throws IOException, InterruptedException {
    var socket = new Socket();
    var uri = URI.create(base.toString().replaceFirst("^http", "ws") + "/ws/v1");
    var ws =
        Socket.await(
            http.newWebSocketBuilder()
                .subprotocols("kefu.v1")
                .header("Origin", base.toString())
                .connectTimeout(LIMIT)
                .buildAsync(uri, socket));
    var hello = new LinkedHashMap<String, Object>(proof);
    hello.put("type", "hello");
    hello.put("v", 1);
    hello.put("device", "replay");
    socket.begin(ws, hello);
    return socket;
  }

  private HttpResponse<String> post(String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Origin", base.toString())
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
    headers.forEach(request::header);
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() == 429) {
      var wait = response.headers().firstValue("Retry-After").orElse("1");
      Pause.of(Duration.ofSeconds(Long.parseLong(wait)));
      return post(path, body, headers);
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
    return response;
  }
}
