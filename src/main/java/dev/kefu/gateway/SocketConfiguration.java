package dev.kefu.gateway;

import java.time.Duration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/// Puts the socket on the server, with the limits Jetty is to keep by itself.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties({SocketSettings.class, DoorSettings.class})
class SocketConfiguration implements WebSocketConfigurer {

  /// Above the largest frame we answer with an error, so that this error is what its sender gets; a
  /// frame above this one ends the socket with 1009.
  private static final int CONTAINER_FRAME_BYTES = 512 * 1024;

  /// Jetty's own idle limit must never be the first to act: the heart decides.
  private static final Duration CONTAINER_IDLE = Duration.ofMinutes(5);

  private static final String PATH = "/ws/v1";

  private static final int ACCEPT_QUEUE = 4_096;

  private final SocketEndpoint endpoint;
  private final Origins origins;
  private final Door door;

  SocketConfiguration(SocketEndpoint endpoint, Origins origins, Door door) {
    this.endpoint = endpoint;
    this.origins = origins;
    this.door = door;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    var jetty =
        new SocketUpgrade(socket -> {
          socket.setMaxTextMessageSize(CONTAINER_FRAME_BYTES);
          socket.setIdleTimeout(CONTAINER_IDLE);
        });
    registry
        .addHandler(endpoint, PATH)
        .setHandshakeHandler(new DefaultHandshakeHandler(jetty))
        .addInterceptors(origins, door)
        // Origins are checked by our own interceptor: Spring's answers 500 to a malformed one.
        .setAllowedOriginPatterns("*");
  }

  /// Compression keeps tens of kilobytes for every socket and lets a small frame become a huge one.
  @EventListener
  void withoutCompression(WebServerInitializedEvent started) {
    if (started.getWebServer() instanceof JettyWebServer jetty) {
      jetty
          .getServer()
          .getDescendants(ContextHandler.class)
          .forEach(context ->
              WebSocketServerComponents.ensureWebSocketComponents(jetty.getServer(), context)
                  .getExtensionRegistry()
                  .unregister("permessage-deflate"));
    }
  }

  @Bean
  static WebServerFactoryCustomizer<JettyServletWebServerFactory> jetty(
      SocketSettings settings, RequestHeads requests) {
    return factory ->
        factory.addServerCustomizers(server -> {
          for (var connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp) {
              tcp.setAcceptQueueSize(ACCEPT_QUEUE);
              tcp.addEventListener(requests);
              tcp.setAcceptedSendBufferSize((int) settings.sendBuffer().toBytes());
            }
          }
        });
  }
}
