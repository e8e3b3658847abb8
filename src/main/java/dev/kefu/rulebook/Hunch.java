package dev.kefu.rulebook;

import dev.kefu.rulebook.Flag.Weight;
import java.util.List;
import java.util.Optional;

/// What sounds like a promise though no check can name it: 这事包在我身上，不会让您吃亏. Its author names a
/// reason; nothing is blocked by a feeling.
final class Hunch {

  static final String RULE = "K-HUNCH";

  /// In logarithms of odds: as high as to let nearly every harmless reply pass.
  private static final double THRESHOLD = 2.6;

  /// Fewer characters say too little: 好的, 在的亲.
  private static final int SHORTEST = 5;

  private Hunch() {}

  /// @param flags what the checks have found; where one of them stops the reply this has no say
  static Optional<Flag> look(Scene scene, List<Flag> flags) {
    var reading = scene.reading();
    if (flags.stream().anyMatch(f -> f.weight() != Weight.NOTE)
        || scene.draft().author().supervises()
        || reading.bare().text().length() < SHORTEST
        || LearntReplies.shipped().score(reading) < THRESHOLD
        || isSettled(scene.draft().settled())) {
      return Optional.empty();
    }
    var text = reading.original();
    return Optional.of(
        Flag.warn(
            new Finding(RULE, "promise", "这句听起来像承诺", "有依据再发送，否则请换个说法或升级给主管", 0, text.length())));
  }

  /// Once something was granted or approved it is spoken of in many words.
  private static boolean isSettled(Settled settled) {
    return !settled.granted().equals(Granted.NOTHING) || !settled.approved().isEmpty();
  }
}
