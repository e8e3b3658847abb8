package dev.kefu.base;

import java.util.Map;

/// Somebody else has changed it since it was read. Answered 412 where `If-Match` was given.
public final class VersionConflict extends Refusal {

  private static final long serialVersionUID = 1L;

  /// @param current the version it has now
  public VersionConflict(long current) {
    super(ErrorCode.CONFLICT, "已被他人修改，请刷新后重试", Map.of("version", current));
  }
}
