package dev.kefu.rulebook;

import dev.kefu.account.Role;
import org.springframework.stereotype.Component;

/// What may be promised, by whom, up to what.
@Component
public class Rulebook {

  /// Checks the final text of a reply, typed or suggested. Pure: stores nothing, may be called any
  /// number of times, any thread, a few milliseconds.
  public Verdict check(Draft draft) {
    throw new UnsupportedOperationException("rulebook");
  }

  /// Judges a claim for a role.
  public Ruling rule(Claim claim, Role role, Spent spent) {
    throw new UnsupportedOperationException("rulebook");
  }
}
