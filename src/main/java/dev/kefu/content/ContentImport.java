package dev.kefu.content;

import java.time.Instant;

/// One room's share of the first import. A room declares a bean of it.
///
/// All rooms check before any stores; what they store goes into one transaction. So a mistake
/// anywhere means that nothing is imported.
public interface ContentImport {

  /// Reads and checks this room's files. Writes nothing.
  ///
  /// @throws ContentError at the first mistake; the start is then refused with its message
  Prepared check(Content content);

  /// What is known when a room checks its files.
  ///
  /// @param importedAt what relative times count from
  /// @param windows those an article or a promotion may name
  record Content(ContentFolder folder, Instant importedAt, Shop shop, Windows windows) {}

  /// What was read and found right.
  @FunctionalInterface
  interface Prepared {

    /// Stores it. Called in the writer's transaction, at most once: take the writer's `JdbcClient`.
    void store();
  }
}
