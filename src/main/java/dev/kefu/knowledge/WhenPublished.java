package dev.kefu.knowledge;

import java.time.Instant;
import java.util.Map;

/// What follows in a room above when articles go out: it declares a bean of it.
@FunctionalInterface
public interface WhenPublished {

  /// Runs in the writer's transaction that publishes them, so that both happen or neither: writes
  /// through the writer's `JdbcClient` and has no other effect.
  ///
  /// @param versions those that searches find from now on, by article
  /// @param by the name of who published them
  void published(Map<String, Long> versions, String by, Instant at);
}
