package dev.kefu.storage;

/// Other processes that write to the same database.
///
/// A transaction of the `TransactionTemplate` has the writing to itself, whichever engine keeps the
/// data and however many processes there are. Only whoever names a transaction [#SIDE_BY_SIDE]
/// shares it with others, and keeps them away from what it touches.
public interface OtherWriters {

  /// The name of a transaction that begins beside others.
  String SIDE_BY_SIDE = "dev.kefu.side-by-side";

  /// Whether there can be any.
  boolean possible();

  /// Waits until no transaction but those side by side is open, and lets none begin before the end
  /// of this one. Call it before anything else is locked.
  void keepOut();

  /// The same without waiting.
  ///
  /// @return whether it succeeded
  boolean keepOutIfFree();
}
