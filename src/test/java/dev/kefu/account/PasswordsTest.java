package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sqlite")
class PasswordsTest {

  private final Passwords passwords = new Passwords();

  @Test
  void aPasswordIsRightForItsOwnHashAlone() {
    var hash = passwords.hash("eight or more");

    assertThat(passwords.matches("eight or more", hash)).isTrue();
    assertThat(passwords.matches("eight or less", hash)).isFalse();
  }

  @Test
  void nobodyHasAHashAsAnybodyElseSoThatAnUnknownNameTakesAsLong() {
    var hash = passwords.hash("eight or more");

    assertThat(passwords.nobody()).hasSameSizeAs(hash);
    assertThat(passwords.nobody()).startsWith(hash.substring(0, hash.indexOf('}') + 1));
    assertThat(passwords.matches("eight or more", null)).isFalse();
    assertThat(passwords.nobody()).isNotEqualTo(new Passwords().nobody());
  }
}
