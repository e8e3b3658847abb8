package dev.kefu.conversation;

import java.time.Instant;

/// A message that is durable.
///
/// @param seq its number as its sender counts: a shopper's count has no holes where staff wrote
///   notes
/// @param duplicate whether an earlier try had stored it already
public record Stored(long seq, Instant at, boolean duplicate) {

  static Stored first(Event event) {
    return new Stored(event.seqForSender(), event.at(), false);
  }

  static Stored again(Event event) {
    return new Stored(event.seqForSender(), event.at(), true);
  }
}
