package dev.kefu.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Only what the shop has signed is an identity, and even that only when it says what it has to.
///
/// An input's first byte says what is made of the rest: a token as it is, a scratch in a good one,
/// or claims that the shop itself has signed.
class IdentityFuzzTest {

  private static final String SECRET = "a-secret-of-the-shop-for-tests-only";

  private static @Nullable TestDatabase database;

  @BeforeAll
  static void open() throws IOException {
    database = TestDatabase.create(Files.createTempDirectory("kefu-fuzz"));
  }

  @AfterAll
  static void close() {
    if (database != null) {
      database.close();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void onlyTheSignedOneIsAccepted(byte[] bytes) throws JOSEException {
    assertThat(database).isNotNull();
    var identities = new Identities(database.writer(), Clock.systemUTC(), SECRET);
    var signed = identities.sign(new Identity("xiaoyu_88", "小雨"));
    var rest = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);

    switch (bytes.length == 0 ? 0 : bytes[0] % 3) {
      case 1 -> requireSame(identities, scratched(signed, rest), signed);
      case 2 -> requireReadOrRefused(identities, sign(rest));
      default -> requireSame(identities, new String(rest, StandardCharsets.UTF_8), signed);
    }
  }

  /// Accepted is at most what has the same head, claims and signature.
  private static void requireSame(Identities identities, String token, String signed) {
    var identity = requireReadOrRefused(identities, token);
    if (identity != null) {
      assertThat(identity).isEqualTo(new Identity("xiaoyu_88", "小雨"));
      assertThat(claims(token)).isEqualTo(claims(signed));
    }
  }

  private static @Nullable Identity requireReadOrRefused(Identities identities, String token) {
    try {
      var identity = identities.verify(token);
      assertThat(identity.buyer()).isNotBlank();
      return identity;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      return null;
    }
  }

  private static String claims(String token) {
    return token.strip().substring(0, token.strip().lastIndexOf('.'));
  }

  /// Two bytes a scratch: where, and what stands there now.
  private static String scratched(String token, byte[] scratches) {
    var scratched = new StringBuilder(token);
    for (var i = 0; i + 1 < scratches.length; i += 2) {
      var at = Math.floorMod(scratches[i] * 7, scratched.length());
      scratched.setCharAt(at, (char) (scratches[i + 1] & 0x7f));
    }
    return scratched.toString();
  }

  private static String sign(byte[] claims) throws JOSEException {
    var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }
}
