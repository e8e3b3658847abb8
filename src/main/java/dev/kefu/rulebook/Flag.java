package dev.kefu.rulebook;

import org.jspecify.annotations.Nullable;

/// What one check has to say about one place.
///
/// @param ask what approval it needs; null unless `weight` is [Weight#APPROVE]
record Flag(Weight weight, Finding finding, @Nullable Ask ask) {

  enum Weight {
    /// Looked at later; nobody is stopped.
    NOTE,
    /// Sent once its author has named a reason.
    WARN,
    APPROVE,
    BLOCK
  }

  /// @param kind `compensation` or `discount`
  record Ask(String kind, @Nullable Long amountFen, @Nullable String form) {}

  static Flag block(Finding finding) {
    return new Flag(Weight.BLOCK, finding, null);
  }

  static Flag note(Finding finding) {
    return new Flag(Weight.NOTE, finding, null);
  }

  static Flag warn(Finding finding) {
    return new Flag(Weight.WARN, finding, null);
  }

  /// What was approved for it can still be taken back, so nobody may say it before it cannot.
  static Flag notYet(Flag flag) {
    var f = flag.finding();
    return block(new Finding(f.rule(), f.kind(), "刚刚批准，几秒内还可能撤回", "请稍候几秒再发送", f.from(), f.to()));
  }

  static Flag approve(Finding finding, Ask ask) {
    return new Flag(Weight.APPROVE, finding, ask);
  }
}
