package dev.kefu.assist;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// Names what a shopper wants, by the nearest example.
///
/// A label for people and statistics, which nothing is decided by.
@Component
class Intents {

  /// Below this two short texts share no more than words like 怎么.
  private static final double NEAR = 0.5;

  private final HelpRows rows;

  Intents(HelpRows rows) {
    this.rows = rows;
  }

  Optional<String> of(String text) {
    var pairs = Pairs.of(text);
    String nearest = null;
    double best = NEAR;
    for (var intent : rows.intents()) {
      for (var example : intent.examples()) {
        var likeness = pairs.likeness(Pairs.of(example));
        if (likeness > best) {
          best = likeness;
          nearest = intent.intent();
        }
      }
    }
    return Optional.ofNullable(nearest);
  }
}
