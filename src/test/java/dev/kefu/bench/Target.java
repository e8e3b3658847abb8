package dev.kefu.bench;

/// A server under load and how it wants to be spoken to.
record Target(Wire.Address address, Envelope envelope, Door door, Manner manner) {

  /// What a server promises.
  enum Manner {

    /// An `ok` for each message; each side hears all of the conversation, numbered without a hole.
    LOG,

    /// An `ok` for each message, and only the other side hears it.
    ACKED,

    /// Whoever subscribes hears everything, also the sender, who learns no more than that.
    ECHOED
  }
}
