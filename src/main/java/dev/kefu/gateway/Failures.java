package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;

/// The table of refusals to error frames. Its sister for HTTP is [Problems].
final class Failures {

  private static final int MAX_ID = 64;

  private Failures() {}

  /// @param id as it came; what cannot be an id is not repeated
  static ServerFrame.Failed of(@Nullable String id, Refusal refusal) {
    return new ServerFrame.Failed(
        id == null || id.length() > MAX_ID ? null : id,
        refusal.code(),
        refusal.getMessage(),
        refusal.code().retry(),
        refusal.details());
  }

  /// A fault of ours: told without its cause.
  static ServerFrame.Failed fault(@Nullable String id) {
    return of(id, new Refusal(ErrorCode.UNAVAILABLE, "服务内部错误"));
  }
}
