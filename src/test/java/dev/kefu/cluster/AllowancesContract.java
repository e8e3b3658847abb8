package dev.kefu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What every way of counting promises to its own node.
interface AllowancesContract {

  /// So slow that none comes back while a test runs.
  Rate THREE = new Rate(3, 0.001);

  Allowances allowances();

  @Test
  default void soManyAtOnceAndThenTheTimeUntilTheNext() {
    for (var i = 0; i < 3; i++) {
      assertThat(allowances().take("hello", "a", THREE)).isZero();
    }

    assertThat(allowances().take("hello", "a", THREE)).isBetween(900_000L, 1_000_000L);
    assertThat(allowances().take("hello", "a", THREE)).isBetween(900_000L, 1_000_000L);
  }

  @Test
  default void kindsAndNamesAreToldApart() {
    for (var i = 0; i < 4; i++) {
      allowances().take("hello", "b", THREE);
    }

    assertThat(allowances().take("hello", "c", THREE)).isZero();
    assertThat(allowances().take("conversation", "b", THREE)).isZero();
  }

  @Test
  default void itFillsUpAgain() {
    var fast = new Rate(1, 1_000);
    allowances().take("fast", "d", fast);

    org.awaitility.Awaitility.await().until(() -> allowances().take("fast", "d", fast) == 0);
  }
}
