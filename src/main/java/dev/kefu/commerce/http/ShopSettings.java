package dev.kefu.commerce.http;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which shop we serve.
///
/// @param connector `demo` or `http`
/// @param file the description of a shop outside
/// @param secrets what the file names as `${name}`; [#toString] leaves them out
@ConfigurationProperties("kefu.shop")
record ShopSettings(
    @DefaultValue("demo") String connector,
    @Nullable Path file,
    @DefaultValue Map<String, String> secrets) {

  @Override
  public String toString() {
    return connector;
  }
}
