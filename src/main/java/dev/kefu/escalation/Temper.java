package dev.kefu.escalation;

import dev.kefu.base.Anger;
import dev.kefu.base.Folding;
import java.util.Collection;

/// How a shopper sounds, told from their own words. A hint for whoever decides; nothing hangs on
/// it.
enum Temper {
  CALM,
  UPSET,
  /// Speaks of the platform, the law or the public.
  THREATENING;

  /// A single message with so much anger in it.
  private static final double ANGRY = 1.5;

  static Temper of(Collection<String> said) {
    var folded = said.stream().map(Folding::fold).toList();
    if (folded.stream().anyMatch(Anger::threatensIn)) {
      return THREATENING;
    }
    return folded.stream().anyMatch(text -> Anger.in(text) >= ANGRY) ? UPSET : CALM;
  }
}
