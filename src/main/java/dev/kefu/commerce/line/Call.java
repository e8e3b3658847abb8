package dev.kefu.commerce.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One question to the shop's system.
///
/// @param name what logs call it, such as `orders.find`
/// @param path behind the base address, encoded, with its query
/// @param headers may hold secrets: [#toString] leaves them out
/// @param body JSON; null for none
public record Call(
    String name, String method, String path, Map<String, String> headers, @Nullable String body) {

  /// Neither secrets nor who is asked about.
  @Override
  public String toString() {
    return name;
  }
}
