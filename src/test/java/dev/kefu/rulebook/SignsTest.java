package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {

  @Test
  void whatStandsInARowIsAllDemanded() {
    assertThat(groups("退[钱款]\\d元?")).containsExactlyInAnyOrder("退", "款钱", "0123456789");
  }

  @Test
  void ofWhatStandsInTurnEachHasItsShare() {
    assertThat(groups("(?:保证|必)(?:送达|到货)")).contains("保必");
    assertThat(signs("(?:保证|必)(?:送达|到货)").in(Letters.of("保证质量"))).isFalse();
    assertThat(signs("(?:保证|必)(?:送达|到货)").in(Letters.of("明天必到货"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"包?", "包*", "包{0,2}", "(?:包邮)?", "包|", "[^包]", ".", "(?=包)", "(?<!包)", "^$"})
  void whatMayBeMissingIsNotDemanded(String pattern) {
    assertThat(groups(pattern)).isEmpty();
  }

  @Test
  void lookingAroundAndNamesDemandNothingMore() {
    assertThat(groups("(?<!不)(?<sure>包)(?=邮)")).containsExactly("包");
  }

  @Test
  void aWordDemandsItsCharacters() {
    var signs = Signs.of("微信");

    assertThat(signs.in(Letters.of("微信"))).isTrue();
    assertThat(signs.in(Letters.of("微笑"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)a", "[a&&[^b]]", "(?>a)", "\\h"})
  void whatItCannotReadIsRefused(String pattern) {
    assertThatThrownBy(() -> signs(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Signs signs(String pattern) {
    return Signs.of(Pattern.compile(pattern));
  }

  private static Set<String> groups(String pattern) {
    return signs(pattern).groups().stream().collect(Collectors.toSet());
  }
}
