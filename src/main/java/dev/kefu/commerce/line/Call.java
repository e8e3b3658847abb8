package dev.kefu.commerce.line;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One question to the shop's system.
///
/// @param name what logs call it, such as `orders.find`
/// @param path behind the base address, encoded, with its query
/// @param headers may hold secrets: [#toString] leaves them out
/// @param bodyType what the body is
/// @param body null for none
public record Call(
    String name,
    String method,
    String path,
    Map<String, String> headers,
    String bodyType,
    @Nullable String body) {

  /// @param body JSON; null for none
  public Call(
      String name, String method, String path, Map<String, String> headers, @Nullable String body) {
    this(name, method, path, headers, "application/json", body);
  }

  /// A form that is posted to the base address.
  ///
  /// @param body encoded
  public static Call form(String name, String body) {
    return new Call(
        name, "POST", "", Map.of(), "application/x-www-form-urlencoded;charset=utf-8", body);
  }

  /// Neither secrets nor who is asked about.
  @Override
  public String toString() {
    return name;
  }
}
