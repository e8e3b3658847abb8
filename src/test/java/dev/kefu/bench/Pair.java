package dev.kefu.bench;

/// The two sides of a conversation, both on the same loop.
record Pair(End shopper, End agent) {

  End end(Person person) {
    return shopper.person.equals(person) ? shopper : agent;
  }
}
