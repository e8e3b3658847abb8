package dev.kefu.gateway;

import dev.kefu.account.Household;
import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.cluster.Allowances;
import dev.kefu.cluster.Rate;
import dev.kefu.cluster.TokenBucket;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// How many may come in, how fast, and whether anybody may at all.
@Component
class Door implements HandshakeInterceptor {

  /// Under this name the handshake tells the socket where it comes from.
  static final String PEER = "kefu.peer";

  private static final int RETRY_MOST_S = 5;
  private final DoorSettings settings;
  private final Allowances allowances;

  /// This node's own; guarded by itself.
  private final TokenBucket sockets;

  private final Rate hellosPerDevice;
  private final Rate hellosPerAddress;
  private final Rate visitorsPerAddress;
  private final Rate conversationsPerShopper;
  private final Rate conversationsPerAddress;
  private volatile boolean shut;

  Door(DoorSettings settings, Allowances allowances) {
    this.settings = settings;
    this.allowances = allowances;
    sockets = new TokenBucket(settings.sockets(), System.nanoTime());
    hellosPerDevice = DoorSettings.perMinute(settings.hellosPerDevice());
    hellosPerAddress = DoorSettings.perMinute(settings.hellosPerAddress());
    visitorsPerAddress = DoorSettings.perMinute(settings.visitorsPerAddress());
    conversationsPerShopper = DoorSettings.perHour(settings.conversationsPerShopper());
    conversationsPerAddress = DoorSettings.perHour(settings.conversationsPerAddress());
  }

  /// From now on nobody comes in: the program stops.
  void shut() {
    shut = true;
  }

  boolean isShut() {
    return shut;
  }

  boolean limits(Household peer) {
    return settings.limitLoopback() || !peer.local();
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    var peer = peer(request);
    if (shut || (limits(peer) && tooManySockets())) {
      response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
      var seconds = 1 + ThreadLocalRandom.current().nextInt(RETRY_MOST_S);
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
      return false;
    }
    attributes.put(PEER, peer);
    return true;
  }

  private boolean tooManySockets() {
    synchronized (sockets) {
      return sockets.take(System.nanoTime()) > 0;
    }
  }

  /// As the server sees it, and after a proxy it was told to believe.
  private static Household peer(ServerHttpRequest request) {
    return Household.of(
        request instanceof ServletServerHttpRequest servlet
            ? servlet.getServletRequest().getRemoteAddr()
            : request.getRemoteAddress().getHostString());
  }

  /// @return 0, or milliseconds until this address may say `hello` again
  long hello(Household peer) {
    return limits(peer) ? allowances.take("hello-address", peer.name(), hellosPerAddress) : 0;
  }

  /// @return 0, or milliseconds until this person may say `hello` again on this device
  long hello(Household peer, String actor, @Nullable String device) {
    return limits(peer)
        ? allowances.take("hello-device", actor + "|" + device, hellosPerDevice)
        : 0;
  }

  /// Asked before somebody is entered as a visitor.
  ///
  /// @throws Refusal `rate`
  void requireVisitor(Household peer) {
    var wait =
        limits(peer) ? allowances.take("visitor-address", peer.name(), visitorsPerAddress) : 0;
    if (wait > 0) {
      throw new Refusal(ErrorCode.RATE, "来访太频繁，请稍后再试", Map.of("retry_ms", wait));
    }
  }

  /// Asked before a conversation is begun.
  ///
  /// @throws Refusal `rate`
  void requireConversation(Household peer, Shopper shopper) {
    if (!limits(peer)) {
      return;
    }
    var wait =
        Math.max(
            allowances.take("conversation-shopper", shopper.actorId(), conversationsPerShopper),
            allowances.take("conversation-address", peer.name(), conversationsPerAddress));
    if (wait > 0) {
      throw new Refusal(ErrorCode.RATE, "新会话太多，请稍后再试", Map.of("retry_ms", wait));
    }
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception exception) {}
}
