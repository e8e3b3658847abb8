package dev.kefu.torture;

/// Something that has to hold whatever the nemesis did. Reads the history once, line by line, and
/// tells what it found wrong.
interface Invariant {

  /// Hears the next line of the history.
  void see(Entry entry);

  /// The history is over.
  void end();
}
