package dev.kefu.gateway;

import dev.kefu.account.Bans;
import dev.kefu.account.Shoppers;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Ends the sockets of staff whose sign-in has ended and of shoppers who were banned or erased, on
/// whatever node: asks the store once for all of them.
@Component
class SignInWatch {

  private static final int BATCH = 500;

  /// Far more than one look, and than clocks differ.
  private static final Duration LOOK_BACK = Duration.ofSeconds(60);

  private final SocketHub hub;
  private final SignIns signIns;
  private final Credentials credentials;
  private final Bans bans;
  private final Shoppers shoppers;
  private final Clock clock;

  SignInWatch(
      SocketHub hub,
      SignIns signIns,
      Credentials credentials,
      Bans bans,
      Shoppers shoppers,
      Clock clock) {
    this.hub = hub;
    this.signIns = signIns;
    this.credentials = credentials;
    this.bans = bans;
    this.shoppers = shoppers;
    this.clock = clock;
  }

  private record Signed(Connection connection, String session) {}

  /// Blocks while the store is asked.
  void look() {
    var signed = signed();
    var holding = holding(signed.stream().map(Signed::session).distinct().toList());
    signed.stream()
        .filter(each -> !holding.contains(each.session()))
        .forEach(each -> credentials.end(each.connection()));
    var lately = clock.instant().minus(LOOK_BACK);
    bans.since(lately).forEach(hub::banned);
    shoppers.erasedSince(lately).forEach(hub::erased);
  }

  private List<Signed> signed() {
    var all = new ArrayList<Signed>();
    for (var connection : hub.staff()) {
      if (connection.actor() instanceof Staff staff && staff.session() != null) {
        all.add(new Signed(connection, Objects.requireNonNull(staff.session())));
      }
    }
    return all;
  }

  private Set<String> holding(List<String> sessions) {
    var holding = new HashSet<String>();
    for (var from = 0; from < sessions.size(); from += BATCH) {
      var batch = sessions.subList(from, Math.min(sessions.size(), from + BATCH));
      holding.addAll(signIns.holding(batch));
    }
    return holding;
  }
}
