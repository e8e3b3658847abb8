package dev.kefu.assist.draft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether a language model may word a card. Off unless `url` is set.
///
/// @param url the base address of an OpenAI-compatible endpoint; `/chat/completions` is put behind
/// @param model its name there
/// @param keyFile holds the key and nothing else; null for an endpoint that wants none
/// @param timeOut of one call
/// @param parallel calls at the same time, each node
/// @param perMinute calls for one agent, all nodes together
/// @param perDay calls for all, all nodes together
@ConfigurationProperties("kefu.assist.draft")
public record DraftSettings(
    @Nullable String url,
    @Nullable String model,
    @Nullable Path keyFile,
    @DefaultValue("8s") Duration timeOut,
    @DefaultValue("2") int parallel,
    @DefaultValue("20") int perMinute,
    @DefaultValue("2000") int perDay,
    @DefaultValue Allow allow) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  public DraftSettings {
    if (timeOut.isNegative() || timeOut.isZero() || timeOut.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("time-out must be within a minute: " + timeOut);
    }
    if (parallel < 1 || perMinute < 1 || perDay < 1) {
      throw new IllegalArgumentException("parallel, per-minute and per-day must be at least 1");
    }
  }

  boolean isOn() {
    return url != null && !url.isBlank();
  }

  /// How far we may go to reach it.
  ///
  /// @param http whether without TLS
  /// @param ports further ones than 80 and 443
  /// @param privateNet private addresses that may be reached, such as `127.0.0.1` or `10.1.0.0/16`
  public record Allow(
      @DefaultValue("false") boolean http,
      @DefaultValue Set<Integer> ports,
      @DefaultValue List<String> privateNet) {

    public Allow {
      ports = Set.copyOf(ports);
      privateNet = List.copyOf(privateNet);
    }
  }
}
