package dev.kefu.rulebook;

import dev.kefu.account.Role;
import java.time.Instant;
import java.util.function.BiFunction;

/// A rulebook on trial beside the one that holds. Asks the shop nothing and stores nothing.
public final class Trial {

  private final BiFunction<Draft, Instant, Verdict> now;
  private final BiFunction<Draft, Instant, Verdict> then;
  private final Claims held;
  private final Claims tried;

  Trial(
      BiFunction<Draft, Instant, Verdict> now,
      BiFunction<Draft, Instant, Verdict> then,
      Claims held,
      Claims tried) {
    this.now = now;
    this.then = then;
    this.held = held;
    this.tried = tried;
  }

  /// By the rules that hold.
  ///
  /// @param at when it was said: what is said of today is meant of that day
  public Verdict before(Draft draft, Instant at) {
    return now.apply(draft, at);
  }

  /// By the rules on trial.
  public Verdict after(Draft draft, Instant at) {
    return then.apply(draft, at);
  }

  /// By the rules that hold, as if nothing had been given before.
  public Ruling before(Claim claim, Role role) {
    return held.rule(claim, role, Spent.NOTHING);
  }

  /// By the rules on trial, as if nothing had been given before.
  public Ruling after(Claim claim, Role role) {
    return tried.rule(claim, role, Spent.NOTHING);
  }
}
