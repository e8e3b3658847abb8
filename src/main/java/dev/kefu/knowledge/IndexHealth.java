package dev.kefu.knowledge;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Up once the index is open and every published article was found in it; part of readiness.
@Component("knowledgeIndexHealthIndicator")
class IndexHealth implements HealthIndicator {

  private final IndexFollower follower;
  private final Embedder embedder;

  IndexHealth(IndexFollower follower, Embedder embedder) {
    this.follower = follower;
    this.embedder = embedder;
  }

  @Override
  public Health health() {
    var ready = follower.index() != null && follower.hasCaughtUp() && embedder.loaded();
    return (ready ? Health.up() : Health.outOfService()).build();
  }
}
