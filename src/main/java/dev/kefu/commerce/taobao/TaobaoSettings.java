package dev.kefu.commerce.taobao;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A shop on the platform. [#toString] leaves the secrets out.
///
/// @param gateway where all methods are asked
/// @param tokenUrl where sessions are renewed; null when they are not
/// @param appSecret what requests are signed with
/// @param session as the seller's authorisation gave it
/// @param refreshToken what a new session is had for; empty for none
/// @param sealKey what renewed sessions are stored under: 32 bytes in hex or Base64
/// @param signMethod `hmac-sha256`, `hmac` or `md5`
/// @param safetyStock at or below this a reply must not sound certain: the platform knows of none
/// @param parcelActions what steps of couriers mean that are not known here
/// @param every how often it is asked what has changed
/// @param allow how far we may go to reach it, beyond what is usual
@ConfigurationProperties("kefu.taobao")
record TaobaoSettings(
    @DefaultValue("") String gateway,
    @Nullable String tokenUrl,
    @DefaultValue("") String appKey,
    @DefaultValue("") String appSecret,
    @DefaultValue("") String session,
    @DefaultValue("") String refreshToken,
    @DefaultValue("") String sealKey,
    @DefaultValue("hmac-sha256") String signMethod,
    @DefaultValue("5") int safetyStock,
    @DefaultValue Map<String, String> parcelActions,
    @DefaultValue("60s") Duration every,
    @DefaultValue("16") int concurrent,
    @DefaultValue Allow allow) {

  /// @param http without TLS
  /// @param ports others than 80 and 443
  /// @param networks addresses inside our own network
  record Allow(
      @DefaultValue("false") boolean http,
      @DefaultValue Set<Integer> ports,
      @DefaultValue List<String> networks) {}

  @Override
  public String toString() {
    return gateway;
  }
}
