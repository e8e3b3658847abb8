package dev.kefu.rulebook;

import dev.kefu.account.Role;
import java.util.function.Function;

/// A rulebook on trial beside the one that holds. Asks the shop nothing and stores nothing.
public final class Trial {

  private final Function<Draft, Verdict> now;
  private final Function<Draft, Verdict> then;
  private final Claims held;
  private final Claims tried;

  Trial(Function<Draft, Verdict> now, Function<Draft, Verdict> then, Claims held, Claims tried) {
    this.now = now;
    this.then = then;
    this.held = held;
    this.tried = tried;
  }

  /// By the rules that hold.
  public Verdict before(Draft draft) {
    return now.apply(draft);
  }

  /// By the rules on trial.
  public Verdict after(Draft draft) {
    return then.apply(draft);
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
