package dev.kefu.base;

import java.security.SecureRandom;

/// Makes ids that nobody can guess: a prefix that names the kind and 128 random bits.
public final class Ids {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int BITS_A_CHAR = 5;
  private static final int CHARS = 26;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /// @param prefix with its underscore, such as `cnv_`
  public static String next(String prefix) {
    var bytes = new byte[(CHARS * BITS_A_CHAR + Byte.SIZE - 1) / Byte.SIZE];
    RANDOM.nextBytes(bytes);
    var id = new StringBuilder(prefix.length() + CHARS).append(prefix);
    int buffer = 0;
    int bits = 0;
    int next = 0;
    for (int i = 0; i < CHARS; i++) {
      if (bits < BITS_A_CHAR) {
        buffer = (buffer << Byte.SIZE) | (bytes[next++] & 0xff);
        bits += Byte.SIZE;
      }
      bits -= BITS_A_CHAR;
      id.append(ALPHABET[(buffer >> bits) & 31]);
    }
    return id.toString();
  }
}
