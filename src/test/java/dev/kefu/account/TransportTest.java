package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/// Passwords do not travel in the clear by mistake.
class TransportTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.20", ""})
  void aServerThatOthersReachWithoutTlsIsRefused(String address) {
    assertThatThrownBy(() -> new Transport(address, false, "none", new MockEnvironment()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("without TLS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void onThisMachineAloneItNeedsNone(String address) {
    assertThatCode(() -> new Transport(address, false, "none", new MockEnvironment()))
        .doesNotThrowAnyException();
  }

  @Test
  void withTlsBehindAProxyOrOnRequestItStarts() {
    var tls = new MockEnvironment().withProperty("server.ssl.key-store", "kefu.p12");

    assertThatCode(
            () -> {
              new Transport("0.0.0.0", false, "none", tls);
              new Transport("0.0.0.0", false, "native", new MockEnvironment());
              new Transport("0.0.0.0", true, "none", new MockEnvironment());
            })
        .doesNotThrowAnyException();
  }
}
