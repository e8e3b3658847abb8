package dev.kefu.gateway;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;

/// The table of refusals to error frames. Its sister for HTTP is [Problems].
final class Failures {

  private Failures() {}

  static ServerFrame.Failed of(@Nullable String id, Refusal refusal) {
    return new ServerFrame.Failed(
        id, refusal.code(), refusal.getMessage(), refusal.code().retry(), refusal.details());
  }

  /// A fault of ours: told without its cause.
  static ServerFrame.Failed fault(@Nullable String id) {
    return of(id, new Refusal(ErrorCode.UNAVAILABLE, "服务内部错误"));
  }
}
