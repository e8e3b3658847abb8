package dev.kefu.cluster;

/// How much may still be asked for, counted for all nodes of the shop together as far as they hear
/// of each other: a bucket of tokens for each name, which is forgotten once it is full again.
///
/// May be used from any thread; blocks for half a second at most.
public interface Allowances {

  /// Takes one.
  ///
  /// @param kind of what is asked for, a word
  /// @param name who asks
  /// @param rate the same each time for a kind
  /// @return 0 when it was there, else milliseconds until it will be
  long take(String kind, String name, Rate rate);
}
