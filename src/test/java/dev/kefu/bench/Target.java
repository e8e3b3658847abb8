package dev.kefu.bench;

/// A server under load and how it wants to be spoken to.
///
/// @param acks whether it answers each message; where not, a message counts as answered once its
///   receiver has it
record Target(Wire.Address address, Envelope envelope, Door door, boolean acks) {}
