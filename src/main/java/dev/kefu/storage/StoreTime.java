package dev.kefu.storage;

import java.time.Instant;

/// The time all who write to one database agree on: the server's, where several nodes may have
/// clocks that differ. What one node writes and another compares is told in it.
@FunctionalInterface
public interface StoreTime {

  /// Asks the database where there can be several nodes; may be called inside a transaction.
  Instant now();
}
