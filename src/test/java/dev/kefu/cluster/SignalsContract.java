package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What every way of nudging promises to its own node.
interface SignalsContract {

  Signals signals();

  @Test
  default void aNudgeIsHeardOnItsOwnNodeBeforeTheCallReturns() {
    var heard = heard("conversation");

    signals().nudge("conversation/cnv_1", 7);

    assertThat(heard).containsExactly(new Nudge("cnv_1", 7, false));
  }

  @Test
  default void onlyThoseOfAKindAreHeard() {
    var heard = heard("knowledge");

    signals().nudge("conversation/cnv_1", 1);

    assertThat(heard).isEmpty();
  }

  @Test
  default void everyListenerHearsEachNudgeInOrder() {
    var first = heard("conversation");
    var second = heard("conversation");

    signals().nudge("conversation/cnv_1", 1);
    signals().nudge("conversation/cnv_2", 1);
    signals().nudge("conversation/cnv_1", 2);

    var expected =
        List.of(
            new Nudge("cnv_1", 1, false),
            new Nudge("cnv_2", 1, false),
            new Nudge("cnv_1", 2, false));
    assertThat(first).isEqualTo(expected);
    assertThat(second).isEqualTo(expected);
  }

  @Test
  default void anIdMayHaveSeveralParts() {
    var heard = heard("read");

    signals().nudge("read/cnv_1/usr_1", 3);

    assertThat(heard.getFirst().parts()).containsExactly("cnv_1", "usr_1");
  }

  @Test
  default void aListenerThatFailsKeepsNobodyElseFromHearing() {
    signals()
        .listen(
            "conversation",
            _ -> {
              throw new IllegalStateException("cannot");
            });
    var heard = heard("conversation");

    signals().nudge("conversation/cnv_1", 1);

    assertThat(heard).hasSize(1);
  }

  @Test
  default void aKindNobodyListensToIsNoFault() {
    var heard = heard("conversation");

    signals().nudge("nobody/1", 1);
    signals().nudge("noSlash", 1);

    assertThat(heard).isEmpty();
  }

  private List<Nudge> heard(String kind) {
    var heard = new CopyOnWriteArrayList<Nudge>();
    signals().listen(kind, heard::add);
    return heard;
  }
}
