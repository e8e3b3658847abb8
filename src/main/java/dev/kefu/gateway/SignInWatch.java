package dev.kefu.gateway;

import dev.kefu.account.Bans;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Shoppers;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Ends the sockets of staff whose sign-in has ended and of shoppers who were banned or erased, on
/// whatever node: asks the store once for all of them.
@Component
class SignInWatch {

  private static final int BATCH = 500;

  private final SocketHub hub;
  private final SignIns signIns;
  private final Credentials credentials;
  private final Bans bans;
  private final Shoppers shoppers;

  SignInWatch(
      SocketHub hub, SignIns signIns, Credentials credentials, Bans bans, Shoppers shoppers) {
    this.hub = hub;
    this.signIns = signIns;
    this.credentials = credentials;
    this.bans = bans;
    this.shoppers = shoppers;
  }

  private record Signed(Connection connection, String session) {}

  /// Blocks while the store is asked.
  void look() {
    var signed = signed();
    var holding = holding(signed.stream().map(Signed::session).distinct().toList());
    signed.stream()
        .filter(each -> !holding.contains(each.session()))
        .forEach(each -> credentials.end(each.connection()));
    inBatches(hub.shoppers(), this::lookAt);
  }

  /// By who is there and not by when it happened: nodes have clocks that differ.
  private void lookAt(List<ShopperId> those) {
    bans.among(those).forEach(hub::banned);
    shoppers.erasedAmong(those).forEach(hub::erased);
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
    inBatches(sessions, batch -> holding.addAll(signIns.holding(batch)));
    return holding;
  }

  private static <T> void inBatches(List<T> all, Consumer<List<T>> each) {
    for (var from = 0; from < all.size(); from += BATCH) {
      each.accept(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
  }
}
