package dev.kefu.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.base.StartRefused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/// Reads identities the shop has signed: JWT, HS256, `aud` kefu, `sub` the buyer, good for minutes
/// and for one use. The algorithm is fixed here; what the token says of it is not believed.
@Component
class Identities {

  private static final String SECRET = "identity_secret";
  private static final String AUDIENCE = "kefu";
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final int MIN_SECRET_BYTES = 32;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecretKeySpec key;
  private final NimbusJwtDecoder decoder;

  /// @param configured what the shop signs with; without one the demo signs with a secret of its
  ///   own
  Identities(
      JdbcClient jdbc,
      Clock clock,
      @Value("${kefu.account.identity-secret:#{null}}") @Nullable String configured) {
    this.jdbc = jdbc;
    this.clock = clock;
    var secret = configured == null ? ownSecret(jdbc) : configured;
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new StartRefused(
          "kefu.account.identity-secret is shorter than " + MIN_SECRET_BYTES + " bytes.",
          "Use a random secret of at least that length; the shop signs with the same one.");
    }
    key = new SecretKeySpec(bytes, "HmacSHA256");
    decoder = NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    var timestamps = new JwtTimestampValidator(LEEWAY);
    timestamps.setClock(clock);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(timestamps, claimsAreThere()));
  }

  private static String ownSecret(JdbcClient jdbc) {
    jdbc.sql("insert into store (name, value) values (:name, :value) on conflict (name) do nothing")
        .param("name", SECRET)
        .param("value", Secrets.next())
        .update();
    return jdbc.sql("select value from store where name = :name")
        .param("name", SECRET)
        .query(String.class)
        .single();
  }

  private static OAuth2TokenValidator<Jwt> claimsAreThere() {
    return jwt -> {
      var issued = jwt.getIssuedAt();
      var expires = jwt.getExpiresAt();
      var right =
          jwt.getSubject() != null
              && !jwt.getSubject().isBlank()
              && jwt.getId() != null
              && jwt.getAudience() != null
              && jwt.getAudience().contains(AUDIENCE)
              && issued != null
              && expires != null
              && !expires.isAfter(issued.plus(MAX_LIFETIME));
      return right
          ? OAuth2TokenValidatorResult.success()
          : OAuth2TokenValidatorResult.failure(new OAuth2Error("claims"));
    };
  }

  /// @throws Refusal `unauthorized` for anything but a good token on its first use
  Identity verify(String token) {
    try {
      var jwt = decoder.decode(token);
      useOnce(Objects.requireNonNull(jwt.getId()), Objects.requireNonNull(jwt.getExpiresAt()));
      var buyer = Objects.requireNonNull(jwt.getSubject());
      var name = jwt.getClaimAsString("name");
      return new Identity(buyer, name == null ? buyer : name);
    } catch (JwtException e) {
      throw refused();
    }
  }

  private void useOnce(String jti, Instant expires) {
    jdbc.sql("delete from identity_used where expires_at < :old")
        .param("old", clock.instant().minus(LEEWAY).toEpochMilli())
        .update();
    var first =
        jdbc.sql(
                """
                insert into identity_used (jti, expires_at) values (:jti, :expires)
                on conflict (jti) do nothing
                """)
            .param("jti", jti)
            .param("expires", expires.toEpochMilli())
            .update();
    if (first == 0) {
      throw refused();
    }
  }

  private static Refusal refused() {
    return new Refusal(ErrorCode.UNAUTHORIZED, "身份凭证无效或已使用");
  }

  /// Signs as the shop would; for the demo shop's own page.
  String sign(Identity identity) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("demo")
            .audience(AUDIENCE)
            .subject(identity.buyer())
            .claim("name", identity.name())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(MAX_LIFETIME)))
            .jwtID(Ids.next("jti_"))
            .build();
    try {
      var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      jwt.sign(new MACSigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
