package dev.kefu.journey;

import dev.kefu.conversation.TestConversations;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One browser's calls: it keeps its cookie and repeats its CSRF token.
public final class Rest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String base;
  private final HttpClient http;
  private @Nullable String csrf;
  private @Nullable String visitor;
  private @Nullable String token;

  public Rest(String base) {
    this(base, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
  }

  private Rest(String base, HttpClient http) {
    this.base = base;
    this.http = http;
  }

  /// An answer with its status.
  public record Reply(int status, JsonNode body, HttpResponse<String> raw) {

    public String code() {
      return body.path("code").asString("");
    }
  }

  /// One of the demo staff.
  public static Rest signedIn(String base, String username) throws Exception {
    return signedIn(base, username, "kefu-demo");
  }

  static Rest signedIn(String base, String username, String password) throws Exception {
    var rest = new Rest(base);
    var reply = rest.post("/api/v1/session", Map.of("username", username, "password", password));
    if (reply.status() != 200) {
      throw new AssertionError("cannot sign in: " + reply);
    }
    rest.csrf = reply.body().get("csrf").asString();
    return rest;
  }

  /// A shopper, known by the token of a visit.
  static Rest visitor(String base, String token) {
    var rest = new Rest(base);
    rest.visitor = token;
    return rest;
  }

  /// A program with a token.
  static Rest program(String base, String token) {
    var rest = new Rest(base);
    rest.token = token;
    return rest;
  }

  /// The same browser, with a program's token beside its cookie.
  Rest with(String other) {
    var rest = new Rest(base, http);
    rest.csrf = csrf;
    rest.token = other;
    return rest;
  }

  /// The same cookie from a page that does not know the token.
  Rest withoutCsrf() {
    return new Rest(base, http);
  }

  public String ticket() throws Exception {
    return post("/api/v1/ws-tickets", Map.of()).body().get("ticket").asString();
  }

  public Reply get(String path) throws Exception {
    return send(request(path).GET());
  }

  /// A file as it is.
  byte[] download(String path) throws Exception {
    return http.send(request(path).GET().build(), BodyHandlers.ofByteArray()).body();
  }

  Reply delete(String path, String... headers) throws Exception {
    return send(with(request(path), headers).DELETE());
  }

  public Reply post(String path, Object body, String... headers) throws Exception {
    return send(with(request(path), headers).POST(json(body)));
  }

  Reply put(String path, Object body, String... headers) throws Exception {
    return send(with(request(path), headers).PUT(json(body)));
  }

  /// Sends text as it is, for bodies that are not what they should be.
  Reply postRaw(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// Sends a file as a form does.
  Reply upload(String path, String name, byte[] file, String... headers) throws Exception {
    var boundary = "kefu-" + file.length;
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, name);
    var parts =
        List.of(
            head.getBytes(StandardCharsets.UTF_8),
            file,
            "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    return send(
        with(request(path), headers)
            .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArrays(parts)));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return HttpRequest.BodyPublishers.ofString(TestConversations.JSON.writeValueAsString(body));
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json");
    if (visitor != null) {
      request.header("X-Kefu-Visitor", visitor);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return csrf == null ? request : request.header("X-Kefu-CSRF", csrf);
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var raw = http.send(request.build(), BodyHandlers.ofString());
    var text = raw.body();
    var isJson = text.startsWith("{") || text.startsWith("[");
    var body =
        isJson ? TestConversations.JSON.readTree(text) : TestConversations.JSON.createObjectNode();
    return new Reply(raw.statusCode(), body, raw);
  }
}
