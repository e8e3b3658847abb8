package dev.kefu.commerce.taobao;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a request to the platform is signed: names and values of all parameters, sorted by name,
/// without anything between them, in UTF-8.
enum Signing {
  HMAC_SHA256("hmac-sha256"),
  HMAC("hmac"),
  MD5("md5");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String wireName;

  Signing(String wireName) {
    this.wireName = wireName;
  }

  /// As `sign_method` calls it.
  String wireName() {
    return wireName;
  }

  static Optional<Signing> ofWireName(String text) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(text)).findFirst();
  }

  /// @param parameters all but `sign`; what is empty is neither signed nor to be sent
  String sign(Map<String, String> parameters, String secret) {
    var all = new StringBuilder();
    for (var each : new TreeMap<>(parameters).entrySet()) {
      if (!each.getKey().isEmpty() && !each.getValue().isEmpty()) {
        all.append(each.getKey()).append(each.getValue());
      }
    }
    return HEX.formatHex(
        switch (this) {
          case HMAC_SHA256 -> mac("HmacSHA256", all.toString(), secret);
          case HMAC -> mac("HmacMD5", all.toString(), secret);
          case MD5 -> md5(secret + all + secret);
        });
  }

  private static byte[] mac(String algorithm, String text, String secret) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] md5(String text) {
    try {
      return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
