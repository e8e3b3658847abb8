package dev.kefu.desk;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;

/// Which message to take back.
///
/// @param seq as who asks counts
record Recall(long seq) {
  Recall {
    if (seq < 1) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 seq");
    }
  }
}
