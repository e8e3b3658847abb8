package dev.kefu.cluster;

/// The nudges of one process, for tests of the rooms that listen.
public final class TestSignals {

  private TestSignals() {}

  public static Signals local() {
    return new LocalSignals();
  }
}
