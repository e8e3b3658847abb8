package dev.kefu.gateway;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.springframework.stereotype.Component;

/// Sockets that have not said who they are. Beyond a few of one address, and some of all, the one
/// that has been silent longest makes room.
@Component
class Strangers {

  private final DoorSettings settings;

  /// Guarded by `this`; in the order they came, as the sets of [#byAddress].
  private final SequencedSet<Connection> all = new LinkedHashSet<>();

  /// Guarded by `this`.
  private final Map<String, SequencedSet<Connection>> byAddress = new HashMap<>();

  Strangers(DoorSettings settings) {
    this.settings = settings;
  }

  synchronized void arrived(Connection connection) {
    all.add(connection);
    var own = byAddress.computeIfAbsent(connection.peer().name(), _ -> new LinkedHashSet<>());
    own.add(connection);
    if (own.size() > settings.strangersPerAddress()) {
      makeRoom(own.getFirst());
    } else if (all.size() > settings.strangers()) {
      makeRoom(all.getFirst());
    }
  }

  private void makeRoom(Connection oldest) {
    left(oldest);
    oldest.close(CloseCode.REPLACED);
  }

  /// It has said who it is, or is gone.
  synchronized void left(Connection connection) {
    if (all.remove(connection)) {
      byAddress.computeIfPresent(
          connection.peer().name(),
          (_, own) -> {
            own.remove(connection);
            return own.isEmpty() ? null : own;
          });
    }
  }
}
