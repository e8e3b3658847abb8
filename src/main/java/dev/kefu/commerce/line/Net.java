package dev.kefu.commerce.line;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, such as `10.0.0.0/8` or `::1`.
public record Net(InetAddress first, int bits) {

  private static final int BYTE = 8;
  private static final String LITERAL = "[0-9a-fA-F:.]+";

  /// @throws IllegalArgumentException for what is no range of addresses; names are none
  public static Net of(String text) {
    var slash = text.indexOf('/');
    var host = slash < 0 ? text : text.substring(0, slash);
    if (!host.matches(LITERAL) || !host.matches(".*[.:].*[.:].*")) {
      throw new IllegalArgumentException("'" + text + "' is no address");
    }
    try {
      var first = InetAddress.getByName(host);
      var most = first.getAddress().length * BYTE;
      var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("'" + text + "' has no such prefix");
      }
      return new Net(first, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no address", e);
    }
  }

  public boolean holds(InetAddress address) {
    var own = first.getAddress();
    var other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      var mask = 1 << (BYTE - 1 - bit % BYTE);
      if (((own[bit / BYTE] ^ other[bit / BYTE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
