package dev.kefu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {

  @Test
  void whatEndedMeanwhileIsCountedInTheFamily() throws Exception {
    var counting = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    var parent = new ProcessBuilder("sh", "-c", "sh -c '" + counting + "'; echo; read x").start();
    try {
      assertThat(parent.getInputStream().read()).isEqualTo('\n');

      var alone = new Meter(String.valueOf(parent.pid())).cpu();
      var family = Meter.ofFamily(parent.pid()).cpu();

      assertThat(family.all()).isGreaterThan(alone.all());
    } finally {
      parent.destroy();
    }
  }

  @Test
  void whatIsThereIsCountedInTheFamily() throws Exception {
    var counting = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    var parent =
        new ProcessBuilder("sh", "-c", "sh -c '" + counting + "; echo; read x'; true").start();
    try {
      assertThat(parent.getInputStream().read()).isEqualTo('\n');

      var alone = new Meter(String.valueOf(parent.pid())).cpu();
      var family = Meter.ofFamily(parent.pid()).cpu();

      assertThat(family.all()).isGreaterThan(alone.all());
    } finally {
      parent.descendants().forEach(ProcessHandle::destroy);
      parent.destroy();
    }
  }
}
