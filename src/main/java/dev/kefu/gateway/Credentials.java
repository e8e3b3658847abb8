package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Bans;
import dev.kefu.account.Shopper;
import dev.kefu.account.Shoppers;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether those who are connected still may be: looked up again every minute, warned before the
/// end.
@Component
class Credentials {

  /// So long before the end a client is asked for another proof.
  static final Duration WARNING = Duration.ofMinutes(2);

  private final SignIns signIns;
  private final StaffDirectory directory;
  private final Shoppers shoppers;
  private final Bans bans;
  private final SocketSettings settings;
  private final Clock clock;

  /// Guarded by `this`.
  private final Map<Connection, Watch> watched = new WeakHashMap<>();

  /// @param warned the proof of whose end the client was told
  private record Watch(long nextLookNanos, @Nullable Proof warned) {}

  Credentials(
      SignIns signIns,
      StaffDirectory directory,
      Shoppers shoppers,
      Bans bans,
      SocketSettings settings,
      Clock clock) {
    this.signIns = signIns;
    this.directory = directory;
    this.shoppers = shoppers;
    this.bans = bans;
    this.settings = settings;
    this.clock = clock;
  }

  /// Whose proof it is; empty for none, an unknown, used or expired one.
  ///
  /// @param ticket staff's; goes before a visitor's token
  Optional<Actor> redeem(@Nullable String ticket, @Nullable String visitor) {
    if (ticket != null) {
      return signIns.redeem(ticket).map(Actor.class::cast);
    }
    return visitor == null ? Optional.empty() : shoppers.byToken(visitor).map(Actor.class::cast);
  }

  /// Says to a socket why it may not come in, and ends it. Blocks while the store is asked.
  void refuse(Connection connection, @Nullable String visitor) {
    connection.close(visitor == null ? CloseCode.SIGN_IN_AGAIN : whyNot(visitor));
  }

  private CloseCode whyNot(String visitor) {
    if (shoppers.isOfErased(visitor)) {
      return CloseCode.ERASED;
    }
    return shoppers.isOfBanned(visitor) ? CloseCode.REVOKED : CloseCode.SIGN_IN_AGAIN;
  }

  /// Notes by what a socket showed who is there.
  void showed(Connection connection, Actor actor, @Nullable String visitor) {
    var until =
        switch (actor) {
          case Staff staff -> staff.session() == null ? null : signIns.until(staff.session());
          case Shopper _ -> visitor == null ? null : shoppers.until(visitor);
        };
    var now = clock.instant();
    // What is gone by now has ended meanwhile.
    connection.proof(
        Proof.of(actor instanceof Shopper ? visitor : null, until == null ? now : until, now));
  }

  /// Whether what was shown last has not ended; never blocks.
  boolean hold(Connection connection, long now) {
    var proof = connection.proof();
    return proof != null && proof.leftNanos(now) > 0;
  }

  /// Called about once a second for each socket; never blocks.
  ///
  /// @return whether the proof still holds
  boolean look(Connection connection, long now) {
    var proof = connection.proof();
    if (proof == null) {
      return true;
    }
    if (!hold(connection, now)) {
      return false;
    }
    var watch = watch(connection, now);
    if (proof.leftNanos(now) <= WARNING.toNanos() && !proof.equals(watch.warned())) {
      connection.send(
          new ServerFrame.AuthExpiring(
              proof.until(), Duration.ofNanos(proof.leftNanos(now)).toSeconds()));
      note(connection, new Watch(watch.nextLookNanos(), proof));
    }
    if (now - watch.nextLookNanos() >= 0) {
      note(connection, new Watch(now + settings.reread().toNanos(), watch.warned()));
      connection.enqueueUnasked(this::lookUp);
    }
    return true;
  }

  private synchronized Watch watch(Connection connection, long now) {
    return watched.computeIfAbsent(
        connection, _ -> new Watch(now + settings.reread().toNanos(), null));
  }

  private synchronized void note(Connection connection, Watch watch) {
    watched.put(connection, watch);
  }

  /// Who is there by what the store says now. On the writer's thread.
  private void lookUp(Connection connection) {
    var proof = connection.proof();
    var now =
        switch (connection.actor()) {
          case null -> Optional.<Actor>empty();
          case Staff staff when staff.session() != null ->
              signIns.staff(staff.session()).map(Actor.class::cast);
          case Staff _ -> Optional.<Actor>empty();
          case Shopper _ -> redeem(null, proof == null ? null : proof.visitor());
        };
    now.ifPresentOrElse(connection::actor, () -> end(connection));
  }

  /// The proof holds no more. Who may no longer come in is told so. Blocks while the store is
  /// asked.
  void end(Connection connection) {
    connection.close(
        switch (connection.actor()) {
          case null -> CloseCode.SIGN_IN_AGAIN;
          case Staff staff -> revokedIf(directory.find(staff.id()).isEmpty());
          case Shopper shopper when shoppers.isErased(shopper.id()) -> CloseCode.ERASED;
          case Shopper shopper -> revokedIf(bans.of(shopper.id()).isPresent());
        });
  }

  private static CloseCode revokedIf(boolean gone) {
    return gone ? CloseCode.REVOKED : CloseCode.SIGN_IN_AGAIN;
  }
}
