package dev.kefu.commerce.taobao;

import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.taobao.TokenEndpoint.Outcome;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The session of the shop: which one holds, and how a new one is had. However many find at once
/// that it has ended, on however many nodes, it is renewed once: a refresh token may be good for no
/// more.
class Sessions {

  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private static final String NAME = "taobao-session";
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS = 50;

  /// How often it is looked whether a session that was refused is good again.
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /// A session that ends this soon is renewed before anybody is refused.
  private static final Duration SOON = Duration.ofHours(1);

  private final Tokens configured;
  private final @Nullable TokenEndpoint endpoint;
  private final SealedSecrets secrets;
  private final Leases leases;
  private final Clock clock;
  private final ReentrantLock renewing = new ReentrantLock();

  private volatile Tokens tokens;

  /// Until when nobody is asked because the session is lost; null while it is good.
  private volatile @Nullable Instant lostUntil;

  /// @param configured as the seller's authorisation gave them at first
  /// @param endpoint null when sessions cannot be renewed
  /// @throws SealedSecrets.Unopened when the stored session cannot be opened
  Sessions(
      Tokens configured,
      @Nullable TokenEndpoint endpoint,
      SealedSecrets secrets,
      Leases leases,
      Clock clock) {
    this.configured = configured;
    this.endpoint = endpoint;
    this.secrets = secrets;
    this.leases = leases;
    this.clock = clock;
    this.tokens = stored().orElse(configured);
  }

  /// The session to ask with; null while it is lost and it is of no use to ask.
  @Nullable String current() {
    var until = lostUntil;
    if (until != null && clock.instant().isBefore(until)) {
      return null;
    }
    return tokens.session();
  }

  /// Whether the seller has to authorise us anew.
  boolean isLost() {
    return lostUntil != null;
  }

  /// The platform has answered: whatever session it was asked with is good.
  void worked() {
    if (lostUntil != null) {
      lostUntil = null;
      log.atInfo().log("the session of the shop is good again");
    }
  }

  /// A session in place of one that was refused; null when there is none.
  @Nullable String renewed(String refused) {
    return renewed(refused, this::lost);
  }

  /// Renews a session that ends soon. While it cannot be renewed it still holds.
  void renewInTime() {
    var until = tokens.until();
    if (until != null && endpoint != null && until.isBefore(clock.instant().plus(SOON))) {
      var _ =
          renewed(
              tokens.session(),
              () ->
                  log.atWarn()
                      .addKeyValue("until", until)
                      .log("the session of the shop cannot be renewed and ends soon"));
    }
  }

  /// @param never when the platform will not renew it
  private @Nullable String renewed(String refused, Runnable never) {
    renewing.lock();
    try {
      if (!tokens.session().equals(refused) || adopted(refused)) {
        return tokens.session();
      }
      if (endpoint == null || tokens.refresh().isEmpty()) {
        never.run();
        return null;
      }
      return renewed(endpoint, refused, never);
    } finally {
      renewing.unlock();
    }
  }

  private @Nullable String renewed(TokenEndpoint at, String refused, Runnable never) {
    for (int look = 0; look < LOOKS; look++) {
      var lease = leases.take(NAME, HELD);
      if (lease.isPresent()) {
        return renewed(at, refused, lease.get(), never);
      }
      if (!waited() || adopted(refused)) {
        break;
      }
    }
    return tokens.session().equals(refused) ? null : tokens.session();
  }

  private @Nullable String renewed(TokenEndpoint at, String refused, Lease lease, Runnable never) {
    try {
      if (adopted(refused)) {
        return tokens.session();
      }
      return switch (at.renew(tokens)) {
        case Outcome.Renewed(var fresh) -> {
          keep(fresh, lease);
          yield fresh.session();
        }
        case Outcome.Refused _ -> {
          never.run();
          yield null;
        }
        case Outcome.Unknown _ -> null;
      };
    } finally {
      leases.release(lease);
    }
  }

  private void keep(Tokens fresh, Lease lease) {
    take(fresh);
    if (secrets.seal(NAME, configured.session(), fresh.text(), () -> leases.holds(lease))) {
      log.atInfo().log("the session of the shop was renewed");
    } else {
      log.atWarn().log("a renewed session came too late to be stored");
    }
  }

  /// Another node may have renewed it.
  private boolean adopted(String refused) {
    var known = stored().filter(each -> !each.session().equals(refused));
    known.ifPresent(this::take);
    return known.isPresent();
  }

  private void take(Tokens fresh) {
    tokens = fresh;
    lostUntil = null;
  }

  private void lost() {
    if (lostUntil == null) {
      log.atError()
          .log(
              "the session of the shop has ended and cannot be renewed: the seller has to authorise"
                  + " anew, then set kefu.taobao.session and kefu.taobao.refresh-token");
    }
    lostUntil = clock.instant().plus(AGAIN);
  }

  private Optional<Tokens> stored() {
    return secrets.open(NAME, configured.session()).flatMap(Tokens::of);
  }

  private static boolean waited() {
    try {
      Thread.sleep(LOOK);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
