package dev.kefu.commerce.taobao;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the platform still takes our session. No part of readiness: chats go on without it.
class SessionHealth implements HealthIndicator {

  private final Sessions sessions;

  SessionHealth(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Health health() {
    return (sessions.isLost() ? Health.outOfService() : Health.up()).build();
  }
}
