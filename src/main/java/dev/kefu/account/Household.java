package dev.kefu.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where somebody comes from, as far as limits look.
///
/// @param name an address of version 4, a network of 64 bits of version 6
/// @param local this machine
public record Household(String name, boolean local) {

  /// Whoever cannot be told where from.
  public static final Household UNKNOWN = new Household("unknown", false);

  private static final int NETWORK_BYTES = 8;

  /// Looks nothing up: what is no literal address, which a proxy may say, is unknown.
  public static Household of(String address) {
    try {
      return of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return UNKNOWN;
    }
  }

  private static Household of(InetAddress address) {
    var name =
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
            : address.getHostAddress();
    return new Household(name, address.isLoopbackAddress());
  }
}
