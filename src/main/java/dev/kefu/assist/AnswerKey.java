package dev.kefu.assist;

import dev.kefu.base.Folding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells whether two answers are the same, however they are spaced and punctuated.
final class AnswerKey {

  /// What is shorter, such as 好的亲, answers anything.
  private static final int SHORTEST = 8;

  private AnswerKey() {}

  /// Nothing for an answer that says too little.
  static Optional<String> of(@Nullable String answer) {
    var words = answer == null ? "" : Folding.fold(answer).replaceAll("[^\\p{L}\\p{N}]", "");
    return words.length() < SHORTEST ? Optional.empty() : Optional.of(digest(words));
  }

  private static String digest(String words) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
