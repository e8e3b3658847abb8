package dev.kefu.journey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The people of the stories, each with a browser of their own.
///
/// @param http where the program is
public record Cast(String http) {

  /// A member of staff, signed in and connected.
  public record Member(Rest rest, Socket socket) {}

  /// A shopper, connected.
  ///
  /// @param token what a later visit is known by
  public record Visit(String id, String token, Socket socket) {}

  public Member staff(String username) throws Exception {
    var rest = Rest.signedIn(http, username);
    var socket = Socket.staff(http, rest.ticket());
    socket.await("welcome");
    return new Member(rest, socket);
  }

  /// A buyer the shop vouches for.
  public Visit buyer(String buyer) throws Exception {
    var rest = new Rest(http);
    var identity = rest.post("/api/v1/demo/identities", Map.of("buyer", buyer));
    return visit(rest, Map.of("identity", identity.body().get("identity").asString()));
  }

  /// A visitor nobody knows.
  public Visit stranger() throws Exception {
    return visit(new Rest(http), Map.of());
  }

  private Visit visit(Rest rest, Map<String, String> body) throws Exception {
    var visitor = rest.post("/api/v1/visitors", body).body();
    var token = visitor.get("token").asString();
    var socket = Socket.shopper(http, token, Map.of());
    socket.await("welcome");
    return new Visit(visitor.get("shopper").asString(), token, socket);
  }

  /// Opens a conversation and gives its id.
  public static String open(Visit shopper, String stage, @Nullable Map<String, String> context)
      throws InterruptedException {
    var answer =
        shopper
            .socket()
            .ask(
                Map.of(
                    "type",
                    "open",
                    "id",
                    shopper.socket().nextId(),
                    "stage",
                    stage,
                    "context",
                    context == null ? Map.of() : context));
    return answer.get("conversation").asString();
  }
}
