package dev.kefu.rulebook;

import java.util.Set;

/// What was settled in a conversation already. Asked only for a reply that speaks of it, since most
/// do not.
public interface Settled {

  /// Nothing yet.
  Settled NOTHING = of(Granted.NOTHING, Set.of());

  /// What was granted: a reply may name as much.
  Granted granted();

  /// Ids of rules whose promise a supervisor has approved for good.
  Set<String> approved();

  static Settled of(Granted granted, Set<String> approved) {
    record Known(Granted granted, Set<String> approved) implements Settled {}
    return new Known(granted, Set.copyOf(approved));
  }
}
