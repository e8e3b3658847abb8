package dev.kefu.commerce.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the line to a shop leads, and where it never does.
class AddressGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0",
        "0.0.0.0",
        "localhost",
        "::1",
        "::",
        "::ffff:7f00:1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255"
      })
  void noNameLeadsIntoOurOwnNetwork(String host) throws Exception {
    var guard = new AddressGuard(List.of());

    assertThat(guard.allows(InetAddress.getByName(host))).as(host).isFalse();
    assertThatThrownBy(() -> resolved(guard, host))
        .hasRootCauseInstanceOf(AddressGuard.ForbiddenAddress.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2606:4700::1111"})
  void thePublicNetworkIsOpen(String host) throws Exception {
    assertThat(resolved(new AddressGuard(List.of()), host))
        .containsExactly(new InetSocketAddress(host, 443));
  }

  @Test
  void aPrivatePlaceIsReachedWhereSomebodyHasSaidSo() throws Exception {
    var guard = new AddressGuard(List.of(Net.of("10.1.2.0/24"), Net.of("::1")));

    assertThat(guard.allows(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("10.1.3.3"))).isFalse();
    assertThat(guard.allows(InetAddress.ofLiteral("::1"))).isTrue();
    assertThat(guard.allows(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/api, true",
    "https://shop.example:8443/api, true",
    "https://shop.example:6379, false",
    "http://shop.example, false",
    "https://a@b.example, false",
    "https://shop.example?x=1, false",
    "https://shop.example#x, false",
    "file:///etc/passwd, false",
    "gopher://shop.example, false",
    "shop.example, false",
    "https:///x, false",
    "' ', false"
  })
  void onlyPlainAddressesAreGoneTo(String address, boolean right) {
    if (right) {
      assertThat(Target.of(address, false, Set.of(8443), List.of()).base().toString())
          .isEqualTo(address);
    } else {
      assertThatThrownBy(() -> Target.of(address, false, Set.of(8443), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void goingWithoutTlsHasToBeAllowed() {
    assertThat(Target.of("http://shop.example/", true, Set.of(), List.of()).base().toString())
        .isEqualTo("http://shop.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/x",
        "10.0.0/8/8",
        "shop.example/8",
        "",
        "10"
      })
  void namesAreNoRangeOfAddresses(String text) {
    assertThatThrownBy(() -> Net.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<InetSocketAddress> resolved(AddressGuard guard, String host)
      throws Exception {
    var found = new CompletableFuture<List<InetSocketAddress>>();
    guard.resolve(host, 443, Map.of(), Promise.from(found::complete, found::completeExceptionally));
    return found.get(10, TimeUnit.SECONDS);
  }
}
