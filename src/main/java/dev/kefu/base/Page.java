package dev.kefu.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor opaque; what to pass as `cursor` for the next page, null on the last one
public record Page<T>(
    List<T> data, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

  /// A list that has no further page.
  public static <T> Page<T> all(List<T> data) {
    return new Page<>(data, null);
  }
}
