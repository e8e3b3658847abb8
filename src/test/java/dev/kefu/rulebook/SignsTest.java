package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignsTest {

  @Test
  void eachWordsBeginningIsASign() {
    var signs = Signs.ofFirst("(?<!不)一定|必(?!须)|100%|包(?=到|发)");

    assertThat(List.of("明天一定到", "必到", "100%到", "包到"))
        .allSatisfy(text -> assertThat(signs.in(text)).as(text).isTrue());
    assertThat(signs.in("明天应该能到")).isFalse();
  }

  @Test
  void wordsThatBeginWithNoLetterAreRefused() {
    assertThatThrownBy(() -> Signs.ofFirst("包邮|[免不]收"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Signs.ofFirst("包邮||免邮")).isInstanceOf(IllegalArgumentException.class);
  }
}
