package dev.kefu.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One step of a chain: SHA-256 over what came before and the fields of what comes now. A field is
/// written as its length in bytes of UTF-8, a colon and the bytes; one without a value as `-:`. So
/// nothing can be moved from one field into the next.
final class Digest {

  /// What a chain begins with.
  static final String START = "0".repeat(64);

  private Digest() {}

  static String next(String before, @Nullable Object... fields) {
    var sha = sha256();
    add(sha, before);
    for (var field : fields) {
      add(sha, field == null ? null : field.toString());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void add(MessageDigest sha, @Nullable String field) {
    if (field == null) {
      sha.update("-:".getBytes(StandardCharsets.UTF_8));
      return;
    }
    var bytes = field.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
