package dev.kefu.gateway;

import dev.kefu.cluster.Rate;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many may come in at once. The defaults are those of `docs/protocol.md`.
///
/// @param limitLoopback whether these limits also hold for who comes from this machine: the demo,
///   tests, generators of load. A proxy on this machine has to say for whom it asks
///   (`server.forward-headers-strategy`), or everybody seems to come from here
/// @param strangersPerAddress sockets of one address that have not said who they are
/// @param strangers the same on the whole node
/// @param socketsPerSecond sockets the node opens in a second
/// @param hellosPerDevice in a minute, of one person on one device
/// @param hellosPerAddress in a minute
/// @param visitorsPerAddress entered in a minute
/// @param conversationsPerShopper begun in an hour
/// @param conversationsPerAddress begun in an hour
/// @param heap how full the memory may be, as a share of what there is
@ConfigurationProperties("kefu.gateway.door")
record DoorSettings(
    @DefaultValue("false") boolean limitLoopback,
    @DefaultValue("5") int strangersPerAddress,
    @DefaultValue("200") int strangers,
    @DefaultValue("200") int socketsPerSecond,
    @DefaultValue("10") int hellosPerDevice,
    @DefaultValue("60") int hellosPerAddress,
    @DefaultValue("60") int visitorsPerAddress,
    @DefaultValue("3") int conversationsPerShopper,
    @DefaultValue("60") int conversationsPerAddress,
    @DefaultValue("0.85") double heap) {

  Rate sockets() {
    return new Rate(socketsPerSecond, socketsPerSecond);
  }

  static Rate perMinute(int most) {
    return new Rate(most, most / (double) TimeUnit.MINUTES.toSeconds(1));
  }

  static Rate perHour(int most) {
    return new Rate(most, most / (double) TimeUnit.HOURS.toSeconds(1));
  }
}
