package dev.kefu.rulebook;

import java.util.Set;

/// What was settled in a conversation already. Asked only for a reply that speaks of it, since most
/// do not.
public interface Settled {

  /// Nothing yet.
  Settled NOTHING = of(0, Set.of());

  /// What was granted: a reply may name it.
  long grantedFen();

  /// Ids of rules whose promise a supervisor has approved.
  Set<String> approved();

  static Settled of(long grantedFen, Set<String> approved) {
    record Known(long grantedFen, Set<String> approved) implements Settled {}
    return new Known(grantedFen, Set.copyOf(approved));
  }
}
