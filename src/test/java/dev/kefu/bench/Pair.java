package dev.kefu.bench;

/// The two sides of a conversation, both on the same loop.
record Pair(End shopper, End agent) {

  End end(Person person) {
    return shopper.person.equals(person) ? shopper : agent;
  }

  /// @param side 0 the shopper, 1 the agent
  End side(int side) {
    return side == 0 ? shopper : agent;
  }
}
