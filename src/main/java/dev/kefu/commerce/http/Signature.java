package dev.kefu.commerce.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Proof that the shop has sent something, and when: HMAC-SHA256 over the seconds since 1970, a
/// full stop and the body.
final class Signature {

  /// How far the clocks may differ, and how long something sent can be sent again.
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEX = "[0-9a-fA-F]{64}";

  private Signature() {}

  /// @param given in hex or Base64, with or without a name before it such as `sha256=` or `v1,`
  static boolean holds(SecretKey secret, String timestamp, byte[] body, String given, Instant now) {
    return isNow(timestamp, now)
        && bytes(given)
            .filter(mac -> MessageDigest.isEqual(mac, mac(secret, timestamp, body)))
            .isPresent();
  }

  private static boolean isNow(String timestamp, Instant now) {
    if (!timestamp.matches("[0-9]{1,11}")) {
      return false;
    }
    var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, now).abs().compareTo(WINDOW) <= 0;
  }

  private static Optional<byte[]> bytes(String given) {
    var text = given.strip().replaceFirst("^(?:sha256=|v1[,=])", "");
    try {
      return Optional.of(
          text.matches(HEX) ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static byte[] mac(SecretKey secret, String timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
