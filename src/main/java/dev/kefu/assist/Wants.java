package dev.kefu.assist;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the unanswered messages of a shopper ask for, as far as it can be told. May hurry somebody,
/// and decides nothing.
///
/// @param intent a label of the shop's intents; null when it is not clear
/// @param upset whether the shopper sounds upset
public record Wants(@Nullable String intent, boolean upset) {

  static final Wants NOTHING = new Wants(null, false);

  private static final Set<String> URGENT = Set.of(Intents.COMPLAINT, Intents.CLAIM, Intents.HUMAN);

  /// Whether everybody who might answer should know at once.
  public boolean urgent() {
    return upset || (intent != null && URGENT.contains(intent));
  }
}
