package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalSignalsTest implements SignalsContract {

  private final LocalSignals signals = new LocalSignals();

  @Override
  public Signals signals() {
    return signals;
  }

  @Test
  void oneNodeAlwaysHearsItself() {
    assertThat(signals.healthy()).isTrue();
  }
}
