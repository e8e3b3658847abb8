package dev.kefu.assist;

import dev.kefu.base.Anger;
import dev.kefu.base.Folding;
import dev.kefu.knowledge.Meaning;
import org.springframework.stereotype.Component;

/// How upset a shopper sounds: words that people use then, and how close the message is to the
/// examples of complaints. One message says little of it, so this may hurry and may never decide.
@Component
class Temper {

  /// From here on somebody is upset: a quarter of those who are gets there, and of a hundred others
  /// hardly one (`docs/benchmarks.md`).
  static final double HEATED = 2.6;

  private static final double COMPLAINT_WEIGHT = 3;

  /// More words than that say no more.
  private static final double MOST = 5;

  private final Intents intents;
  private final Meaning meaning;

  Temper(Intents intents, Meaning meaning) {
    this.intents = intents;
    this.meaning = meaning;
  }

  /// About -1 to 8; comparable between messages.
  double of(String text) {
    var examples = intents.examples();
    int complaint = examples.labels().indexOf(Intents.COMPLAINT);
    double close = complaint < 0 ? 0 : examples.closeness(meaning.of(text), complaint);
    return Math.min(Anger.in(Folding.fold(text)), MOST) + COMPLAINT_WEIGHT * close;
  }
}
