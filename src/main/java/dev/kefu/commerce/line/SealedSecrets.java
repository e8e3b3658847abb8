package dev.kefu.commerce.line;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Secrets that change while the program runs and have to outlive it, such as tokens: in the
/// database, sealed with AES-256-GCM under a key that is not there. A secret is bound to its name.
public final class SealedSecrets {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String HEX = "[0-9a-fA-F]{64}";

  private final SecretKey key;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public SealedSecrets(
      SecretKey key, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    this.key = key;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// What is stored cannot be opened: with another key, or it was changed.
  public static final class Unopened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unopened(Throwable cause) {
      super("a stored secret cannot be opened", cause);
    }
  }

  /// @param text 32 bytes in hex or Base64
  /// @throws IllegalArgumentException for anything else
  public static SecretKey key(String text) {
    var stripped = text.strip();
    var bytes =
        stripped.matches(HEX)
            ? HexFormat.of().parseHex(stripped)
            : Base64.getDecoder().decode(stripped);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /// The secret of a name, if it has grown from that setting.
  ///
  /// @param origin what it was first set to
  /// @throws Unopened when it cannot be opened
  public Optional<String> open(String name, String origin) {
    return jdbc.sql("select sealed from sealed_secret where name = :name and origin = :origin")
        .param("name", name)
        .param("origin", digest(origin))
        .query(String.class)
        .optional()
        .map(sealed -> opened(name, sealed));
  }

  /// Stores a secret in place of the one before.
  ///
  /// @param may asked inside the transaction that stores; when false nothing is stored
  /// @return whether it was stored
  public boolean seal(String name, String origin, String secret, BooleanSupplier may) {
    var sealed = sealed(name, secret);
    return Boolean.TRUE.equals(
        transactions.execute(_ -> may.getAsBoolean() && stored(name, origin, sealed)));
  }

  private boolean stored(String name, String origin, String sealed) {
    return jdbc.sql(
                """
                insert into sealed_secret (name, origin, sealed, changed_at)
                values (:name, :origin, :sealed, :now)
                on conflict (name) do update
                set origin = excluded.origin, sealed = excluded.sealed,
                  changed_at = excluded.changed_at
                """)
            .param("name", name)
            .param("origin", digest(origin))
            .param("sealed", sealed)
            .param("now", clock.millis())
            .update()
        == 1;
  }

  private String sealed(String name, String secret) {
    var iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      var text = cipher(Cipher.ENCRYPT_MODE, iv, name).doFinal(bytes(secret));
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(iv.length + text.length).put(iv).put(text).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String opened(String name, String sealed) {
    try {
      var all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
      var iv = new byte[IV_BYTES];
      all.get(iv);
      var text = new byte[all.remaining()];
      all.get(text);
      return new String(
          cipher(Cipher.DECRYPT_MODE, iv, name).doFinal(text), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
      throw new Unopened(e);
    }
  }

  private Cipher cipher(int mode, byte[] iv, String name) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(bytes(name));
    return cipher;
  }

  /// Of a token nobody can guess, so that its digest gives nothing away.
  private static String digest(String origin) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(origin)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
