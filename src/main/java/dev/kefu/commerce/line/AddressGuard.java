package dev.kefu.commerce.line;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Finds the addresses of a shop's host, and lets nobody connect into our own network by a name.
///
/// The client connects to exactly the addresses that were looked at here: a name that means another
/// place a moment later leads nowhere else.
final class AddressGuard implements SocketAddressResolver {

  /// Everything that is not the public network, and the forms in which IPv6 hides such a place.
  private static final List<Net> CLOSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16")
          .map(Net::of)
          .toList();

  /// The only part of IPv6 that is handed out: what maps or translates IPv4 lies outside.
  private static final Net GLOBAL_IPV6 = Net.of("2000::/3");

  private static final int IPV4_BYTES = 4;

  private final List<Net> allowed;

  /// @param allowed where somebody has said that we may go although it is not public
  AddressGuard(List<Net> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  boolean allows(InetAddress address) {
    return allowed.stream().anyMatch(net -> net.holds(address)) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    var known = address.getAddress().length == IPV4_BYTES || GLOBAL_IPV6.holds(address);
    return known && CLOSED.stream().noneMatch(net -> net.holds(address));
  }

  /// Looking a name up may take long and cannot be cut short: it has a thread of its own.
  @Override
  public void resolve(
      String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> found) {
    Thread.ofVirtual().name("shop-name").start(() -> resolve(host, port, found));
  }

  private void resolve(String host, int port, Promise<List<InetSocketAddress>> found) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      found.failed(e);
      return;
    }
    if (Arrays.stream(addresses).allMatch(this::allows)) {
      found.succeeded(
          Arrays.stream(addresses).map(address -> new InetSocketAddress(address, port)).toList());
    } else {
      found.failed(new ForbiddenAddress());
    }
  }

  /// The name means a place inside our own network that nobody has allowed.
  static final class ForbiddenAddress extends SecurityException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress() {
      super("the shop's host has an address that is not allowed");
    }
  }
}
