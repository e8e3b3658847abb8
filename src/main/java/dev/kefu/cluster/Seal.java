package dev.kefu.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;

/// Marks what this shop's nodes put into Redis, so that whoever else can write there can make none
/// of it: the bytes, and behind them their HMAC-SHA256.
final class Seal {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;
  private static final int ALIAS_BYTES = 16;

  private final BusKey key;

  Seal(BusKey key) {
    this.key = key;
  }

  byte[] seal(byte[] bytes) {
    var sealed = Arrays.copyOf(bytes, bytes.length + MAC_BYTES);
    System.arraycopy(mac(bytes), 0, sealed, bytes.length, MAC_BYTES);
    return sealed;
  }

  /// @return what was sealed; empty when it was not sealed by this shop
  Optional<byte[]> open(byte[] sealed) {
    if (sealed.length < MAC_BYTES) {
      return Optional.empty();
    }
    var bytes = Arrays.copyOf(sealed, sealed.length - MAC_BYTES);
    var mac = Arrays.copyOfRange(sealed, bytes.length, sealed.length);
    return MessageDigest.isEqual(mac, mac(bytes)) ? Optional.of(bytes) : Optional.empty();
  }

  /// Stands for a name that others need not read; the same for the same name.
  String alias(String name) {
    var mac = mac(name.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac, 0, ALIAS_BYTES);
  }

  private byte[] mac(byte[] bytes) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key.key());
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
