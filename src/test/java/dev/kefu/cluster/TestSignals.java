package dev.kefu.cluster;

/// The nudges of one process, for tests of the rooms that listen.
public final class TestSignals {

  private TestSignals() {}

  public static Signals local() {
    return new LocalSignals();
  }

  /// Has the listeners of a single node hear what another one would have said.
  public static void fromAnotherNode(Signals signals, String topic, long position) {
    ((LocalSignals) signals).tell(topic, position, true);
  }
}
