package dev.kefu.rulebook;

import dev.kefu.account.Role;
import org.jspecify.annotations.Nullable;

/// What the rulebook says of a claim when somebody in a role wants to grant it.
public sealed interface Ruling {

  /// The role may grant it now.
  record Within(String rule, long limitFen) implements Ruling {}

  /// A rule matches, but not for this role, amount, form, evidence or quota.
  ///
  /// @param limitFen the most this role may give here
  /// @param why for people
  /// @param needs the least role that may grant it; null when no role may
  record Above(String rule, long limitFen, String why, @Nullable Role needs) implements Ruling {}

  /// No rule speaks of it: a supervisor must decide.
  record NoRule() implements Ruling {}
}
