package dev.kefu.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a socket comes from, as far as limits look.
///
/// @param name one household: an address of version 4, a network of 64 bits of version 6
/// @param local from this machine
record Peer(String name, boolean local) {

  /// Under this name the handshake tells it to the socket.
  static final String ATTRIBUTE = "kefu.peer";

  /// Whoever did not come through the door: limited as a stranger.
  static final Peer UNKNOWN = new Peer("unknown", false);

  private static final int NETWORK_BYTES = 8;

  static Peer of(InetAddress address) {
    var name =
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
            : address.getHostAddress();
    return new Peer(name, address.isLoopbackAddress());
  }
}
