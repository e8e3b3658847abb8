package dev.kefu.bench;

/// A server that is spoken to in JSON over WebSockets.
record JsonTarget(WebSocket.Address address, Envelope envelope, Door door, Manner manner)
    implements Target {

  /// What a server promises.
  enum Manner {

    /// An `ok` for each message; each side hears all of the conversation, numbered without a hole.
    LOG,

    /// An `ok` for each message, and only the other side hears it.
    ACKED,

    /// Whoever subscribes hears everything, also the sender, who learns no more than that.
    ECHOED
  }

  @Override
  public Person person(Loop loop, Tally tally, Person.Company company) {
    return new JsonPerson(loop, this, tally, company);
  }
}
