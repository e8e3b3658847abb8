package dev.kefu.commerce.taobao;

import dev.kefu.base.StartRefused;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.commerce.line.Net;
import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.line.Target;
import javax.crypto.SecretKey;

/// What the settings mean. Whatever is wrong with them refuses the start.
final class TaobaoParts {

  private static final String MANUAL = "docs/connectors.md tells what has to be set.";
  private static final int MOST_CALLS = 64;

  private final TaobaoSettings settings;

  TaobaoParts(TaobaoSettings settings) {
    this.settings = settings;
    require("app-key", settings.appKey());
    require("app-secret", settings.appSecret());
    require("session", settings.session());
    if (settings.concurrent() < 1 || settings.concurrent() > MOST_CALLS) {
      throw refused("concurrent", "is not between 1 and " + MOST_CALLS);
    }
    if (!settings.every().isPositive()) {
      throw refused("every", "is no time");
    }
    if (settings.safetyStock() < 0) {
      throw refused("safety-stock", "is below nothing");
    }
    settings
        .parcelActions()
        .forEach((step, state) -> {
          if (!Parcel.STATES.contains(state)) {
            throw refused("parcel-actions." + step, "is no state of a parcel");
          }
        });
  }

  TopApp app() {
    var signing =
        Signing.ofWireName(settings.signMethod())
            .orElseThrow(() -> refused("sign-method", "is none of hmac-sha256, hmac and md5"));
    return new TopApp(settings.appKey().strip(), settings.appSecret().strip(), signing);
  }

  Tokens tokens() {
    var tokens = new Tokens(settings.session().strip(), settings.refreshToken().strip(), null);
    if ((tokens.session() + tokens.refresh()).chars().anyMatch(c -> c <= ' ')) {
      throw refused("session", "and refresh-token hold no blanks");
    }
    return tokens;
  }

  LineLimits limits() {
    return LineLimits.USUAL.withConcurrent(settings.concurrent());
  }

  Target gateway() {
    require("gateway", settings.gateway());
    return target("gateway", settings.gateway());
  }

  /// @param url the setting
  Target token(String url) {
    return target("token-url", url);
  }

  private Target target(String name, String url) {
    var allow = settings.allow();
    try {
      return Target.of(
          url.strip(),
          allow.http(),
          allow.ports(),
          allow.networks().stream().map(Net::of).toList());
    } catch (IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  SecretKey sealKey() {
    require("seal-key", settings.sealKey());
    try {
      return SealedSecrets.key(settings.sealKey());
    } catch (IllegalArgumentException _) {
      throw refused("seal-key", "is not 32 bytes in hex or Base64");
    }
  }

  static StartRefused unopened() {
    return new StartRefused(
        "The stored session of the shop cannot be opened with kefu.taobao.seal-key.",
        "Put the former key back, or set a new kefu.taobao.session and .refresh-token: they replace"
            + " what is stored.");
  }

  private static void require(String name, String value) {
    if (value.isBlank()) {
      throw refused(name, "is not set");
    }
  }

  private static StartRefused refused(String name, String why) {
    return new StartRefused("kefu.taobao." + name + " " + why + ".", MANUAL);
  }
}
