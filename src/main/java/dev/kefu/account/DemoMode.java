package dev.kefu.account;

import dev.kefu.base.StartRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Whether the demo staff with their known password and the demo shop's till are there.
///
/// On by default on a loopback address, unless another shop is served; refused on any other
/// address, where strangers could sign in.
@Component
public class DemoMode {

  private final boolean enabled;

  public DemoMode(
      @Value("${kefu.demo:#{null}}") @Nullable Boolean asked,
      @Value("${server.address:127.0.0.1}") String address,
      @Value("${kefu.shop.connector:demo}") String connector) {
    var loopback = isLoopback(address);
    if (Boolean.TRUE.equals(asked) && !loopback) {
      throw new StartRefused(
          "kefu.demo is on, but the server listens on " + address + ", where others can reach it.",
          "Leave kefu.demo out or set it to false; demo staff share a known password.");
    }
    enabled = asked == null ? loopback && connector.equals("demo") : asked;
  }

  /// No address means every address.
  static boolean isLoopback(String address) {
    try {
      return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  public boolean enabled() {
    return enabled;
  }
}
