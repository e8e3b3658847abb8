package dev.kefu.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rulebook says of a draft.
public sealed interface Verdict {

  /// It may be sent as it is.
  record Cleared(ClearedReply reply) implements Verdict {}

  /// It promises what its author may not promise alone.
  ///
  /// @param amountFen what it promises; null when it is no money
  /// @param kind the kind of case it asks for, `compensation` or `discount`
  /// @param form `small_payment`, `refund` …, as far as the text tells
  record NeedsApproval(
      Finding finding, String kind, @Nullable Long amountFen, @Nullable String form)
      implements Verdict {}

  /// It may not be sent by anybody.
  record Blocked(List<Finding> findings) implements Verdict {}
}
