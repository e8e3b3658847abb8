package dev.kefu.yardstick;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/// A chat as Spring's guide writes it: STOMP and the simple broker on Tomcat, nothing stored. Both
/// sides subscribe to the conversation; its echo is all a sender learns.
@SpringBootApplication
public class Stomp {

  /// @param args settings of Spring Boot
  public static void main(String[] args) {
    SpringApplication.run(Stomp.class, args);
  }

  record In(String type, String id, String conversation, String mid, Map<String, String> body) {}

  record Event(String type, String conversation, String mid, Map<String, String> body, long at) {}

  /// Where it listens and where the topics are.
  @Configuration(proxyBeanMethods = false)
  @EnableWebSocketMessageBroker
  static class Broker implements WebSocketMessageBrokerConfigurer {

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
      registry.enableSimpleBroker("/topic");
      registry.setApplicationDestinationPrefixes("/app");
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
      registry.addEndpoint("/ws");
    }
  }

  /// What is said in a conversation is said to both.
  @Controller
  static class Chat {

    @MessageMapping("/chat/{conversation}")
    @SendTo("/topic/{conversation}")
    Event say(@DestinationVariable String conversation, In in) {
      return new Event("event", conversation, in.mid(), in.body(), System.currentTimeMillis());
    }
  }
}
