package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords, slowly on purpose, and a few at a time so that sign-ins cannot take
/// the machine away from the chats.
@Component
class Passwords {

  private static final String FORMAT = "pbkdf2-sha256-600k";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final int MAX_QUEUED = 20;

  /// Longer ones cost time to hash and are nobody's password.
  private static final int MAX_LENGTH = 256;

  private final Semaphore running = new Semaphore(AT_ONCE);
  private final PasswordEncoder encoder;

  /// What an unknown name is checked against, so that it takes as long as a known one. No password
  /// has it: the time to hash one is not spent at every start.
  private final String nobody;

  Passwords() {
    this(FORMAT, ITERATIONS);
  }

  /// @param format names the iterations, and stands before each hash
  Passwords(String format, int iterations) {
    var pbkdf2 =
        new Pbkdf2PasswordEncoder(
            "", SALT_BYTES, iterations, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    encoder = new DelegatingPasswordEncoder(format, Map.of(format, pbkdf2));
    nobody =
        "{%s}%s"
            .formatted(format, HexFormat.of().formatHex(Secrets.bytes(SALT_BYTES + HASH_BYTES)));
  }

  String hash(String password) {
    return encoder.encode(password);
  }

  /// A hash of no password.
  String nobody() {
    return nobody;
  }

  /// @param hash null for an unknown name: takes as long and is never right
  boolean matches(String password, @Nullable String hash) {
    if (password.length() > MAX_LENGTH) {
      return false;
    }
    if (running.getQueueLength() >= MAX_QUEUED) {
      throw new Refusal(ErrorCode.RATE, "登录的人太多，请稍后再试");
    }
    running.acquireUninterruptibly();
    try {
      var right = encoder.matches(password, hash == null ? nobody : hash);
      return right && hash != null;
    } finally {
      running.release();
    }
  }
}
