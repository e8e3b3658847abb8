package dev.kefu.assist;

import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Meaning;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// What shoppers' words mean, whether they were typed in characters or in pinyin: both ways of one
/// question have one meaning. Any thread, outside of transactions, as [Meaning].
@Component
class Sense {

  private final Meaning meaning;
  private final UnaryOperator<String> reading;

  @Autowired
  Sense(Meaning meaning, Knowledge knowledge) {
    this(meaning, knowledge::inCharacters);
  }

  /// @param reading what a message is understood as
  Sense(Meaning meaning, UnaryOperator<String> reading) {
    this.meaning = meaning;
    this.reading = reading;
  }

  /// A vector of length 1, not to be changed. What is published may change how letters are read.
  float[] of(String typed) {
    return meaning.of(read(typed));
  }

  /// In characters, for understanding.
  String read(String typed) {
    return reading.apply(typed);
  }
}
