package dev.kefu.commerce.taobao;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the seller has authorised us with.
///
/// @param session of every request
/// @param refresh what a new session is had for; empty for none
/// @param until when the session ends; null when nobody has said so
record Tokens(String session, String refresh, @Nullable Instant until) {

  /// As it is sealed: a token holds no line break.
  String text() {
    return session + "\n" + refresh + "\n" + (until == null ? "" : until.toEpochMilli());
  }

  static Optional<Tokens> of(String text) {
    var parts = text.split("\n", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var until = parts[2].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[2]));
    return Optional.of(new Tokens(parts[0], parts[1], until));
  }

  /// Says nothing of itself.
  @Override
  public String toString() {
    return "tokens";
  }
}
