package dev.kefu.evidence;

/// A seal over one conversation so far.
///
/// @param n 1, 2, 3 … over the whole shop
/// @param toSeq the last event it covers
/// @param digest of the events from the first on
/// @param seenTo the last message whose suggestions it covers
/// @param seen of the suggestions from the first on
/// @param chain goes on from the seal before it, of whatever conversation
/// @param at milliseconds since 1970
record Seal(
    long n,
    String conversation,
    long toSeq,
    String digest,
    long seenTo,
    String seen,
    String chain,
    long at) {

  /// What the shop's chain is once this is sealed after another.
  String after(String before) {
    return Digest.next(before, n, conversation, toSeq, digest, seenTo, seen, at);
  }
}
