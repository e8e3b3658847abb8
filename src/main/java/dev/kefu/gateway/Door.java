package dev.kefu.gateway;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.net.InetSocketAddress;
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

  private static final int RETRY_MOST_S = 5;
  private static final String NODE = "node";

  private final DoorSettings settings;
  private final Allowances sockets;
  private final Allowances hellosByDevice;
  private final Allowances hellosByAddress;
  private final Allowances conversationsByShopper;
  private final Allowances conversationsByAddress;
  private volatile boolean shut;

  Door(DoorSettings settings) {
    this.settings = settings;
    sockets = new Allowances(new Rate(settings.socketsPerSecond(), settings.socketsPerSecond()));
    hellosByDevice = new Allowances(DoorSettings.perMinute(settings.hellosPerDevice()));
    hellosByAddress = new Allowances(DoorSettings.perMinute(settings.hellosPerAddress()));
    conversationsByShopper =
        new Allowances(DoorSettings.perHour(settings.conversationsPerShopper()));
    conversationsByAddress =
        new Allowances(DoorSettings.perHour(settings.conversationsPerAddress()));
  }

  /// From now on nobody comes in: the program stops.
  void shut() {
    shut = true;
  }

  boolean isShut() {
    return shut;
  }

  boolean limits(Peer peer) {
    return settings.limitLoopback() || !peer.local();
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    var peer = peer(request);
    if (shut || (limits(peer) && sockets.take(NODE, System.nanoTime()) > 0)) {
      response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
      var seconds = 1 + ThreadLocalRandom.current().nextInt(RETRY_MOST_S);
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
      return false;
    }
    attributes.put(Peer.ATTRIBUTE, peer);
    return true;
  }

  /// As the server sees it, and after a proxy it was told to believe.
  private static Peer peer(ServerHttpRequest request) {
    var host =
        request instanceof ServletServerHttpRequest servlet
            ? servlet.getServletRequest().getRemoteAddr()
            : request.getRemoteAddress().getHostString();
    // A literal address: nothing is looked up.
    return Peer.of(new InetSocketAddress(host, 0).getAddress());
  }

  /// @return 0, or milliseconds until this address may say `hello` again
  long hello(Peer peer) {
    return limits(peer) ? hellosByAddress.take(peer.name(), System.nanoTime()) : 0;
  }

  /// @return 0, or milliseconds until this person may say `hello` again on this device
  long hello(Peer peer, String actor, @Nullable String device) {
    return limits(peer) ? hellosByDevice.take(actor + "|" + device, System.nanoTime()) : 0;
  }

  /// Asked before a conversation is begun.
  ///
  /// @throws Refusal `rate`
  void requireConversation(Peer peer, Shopper shopper) {
    if (!limits(peer)) {
      return;
    }
    var now = System.nanoTime();
    var wait =
        Math.max(
            conversationsByShopper.take(shopper.actorId(), now),
            conversationsByAddress.take(peer.name(), now));
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
