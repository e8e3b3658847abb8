package dev.kefu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void aFrameIsReadWithoutItsInside() {
    var fields =
        read(
            """
            {"type":"event","conversation":"cnv_1","seq":42,"sender":{"id":"x","seq":7},\
            "mid":"0000002a-0001","body":{"text":"引\\"号 {[","mid":"no"},"at":"2026-11-25T00:00:00Z"}\
            """);

    assertThat(fields.type()).isEqualTo(Fields.Type.EVENT);
    assertThat(fields.conversation()).isEqualTo("cnv_1");
    assertThat(fields.seq()).isEqualTo(42);
    assertThat(fields.mid().hex(0, 8)).isEqualTo(42);
    assertThat(fields.id()).hasToString("");
  }

  @Test
  void aRefusalIsNotTakenForSomethingElse() {
    var fields =
        read("{\"type\":\"error\",\"id\":\"q1\",\"code\":\"rate\",\"text\":\"慢\",\"retry\":true}");

    assertThat(fields.type()).isEqualTo(Fields.Type.ERROR);
    assertThat(fields.id()).hasToString("q1");
    assertThat(fields.hasMid()).isFalse();
  }

  @Test
  void percentilesAreNearestRanks() {
    var times = new Latencies();
    for (int ms = 2_000; ms >= 1; ms--) {
      times.add(ms * 1_000_000L);
    }

    assertThat(times.ms(50)).isEqualTo(1_000);
    assertThat(times.ms(99.9)).isEqualTo(1_998);
    assertThat(times.and(times).ms(100)).isEqualTo(2_000);
  }

  @Test
  void anOptionNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> Options.of(new String[] {"--pears", "3"}, Set.of("pairs")))
        .hasMessageContaining("--pears");
  }

  private static Fields read(String frame) {
    var bytes = frame.getBytes(StandardCharsets.UTF_8);
    var fields = new Fields();
    fields.read(bytes, 0, bytes.length);
    return fields;
  }
}
