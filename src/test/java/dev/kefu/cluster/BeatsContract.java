package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What every way of beating promises to its own node.
interface BeatsContract {

  Beats beats();

  @Test
  default void aNodeKnowsWhatItSays() {
    beats().put("presence", "usr_1", "here");

    assertThat(beats().get("presence", "usr_1")).containsExactly("here");
  }

  @Test
  default void theLastWordCounts() {
    beats().put("presence", "usr_1", "here");
    beats().put("presence", "usr_1", "busy");

    assertThat(beats().get("presence", "usr_1")).containsExactly("busy");
  }

  @Test
  default void whatIsTakenBackIsGone() {
    beats().put("presence", "usr_1", "here");
    beats().remove("presence", "usr_1");

    assertThat(beats().get("presence", "usr_1")).isEmpty();
  }

  @Test
  default void kindsAndIdsAreToldApart() {
    beats().put("presence", "usr_1", "here");

    assertThat(beats().get("presence", "usr_2")).isEmpty();
    assertThat(beats().get("load", "usr_1")).isEmpty();
  }
}
