package dev.kefu.assist;

import dev.kefu.base.Slot;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactState;
import dev.kefu.knowledge.Variables;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// An answer with its variables filled in.
///
/// @param facts each once, in the order of the text
/// @param slots where a fact's value stands in the text, in UTF-16 units
/// @param missing what was needed and not known
/// @param failed whether a fact could not be had
record Filled(
    String text, List<Fact> facts, List<Slot> slots, Set<Value.Need> missing, boolean failed) {

  /// @param answer with its variables
  /// @param values by name of variable
  static Filled of(String answer, Function<String, Value> values) {
    var filling = new Filling();
    int done = 0;
    for (var variable : Variables.of(answer)) {
      filling.text.append(answer, done, variable.from());
      filling.put(values.apply(variable.name()), variable.fallback());
      done = variable.to();
    }
    filling.text.append(answer, done, answer.length());
    return filling.done();
  }

  /// Everything that changes was read just now.
  boolean fresh() {
    return !failed && facts.stream().allMatch(fact -> fact.state() == FactState.FRESH);
  }

  private static final class Filling {
    private final StringBuilder text = new StringBuilder();
    private final Set<Fact> facts = new LinkedHashSet<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Value.Need> missing = EnumSet.noneOf(Value.Need.class);
    private boolean failed;

    void put(Value value, String fallback) {
      switch (value) {
        case Value.Known(var shown, var fact) -> {
          if (fact != null) {
            facts.add(fact);
            slots.add(slot(fact, shown));
          }
          text.append(shown);
        }
        case Value.Nothing(var fact) -> {
          if (fact != null) {
            facts.add(fact);
          }
          text.append(fallback);
        }
        case Value.Unasked(var need) -> {
          missing.add(need);
          text.append(fallback);
        }
        case Value.Failed(var fact) -> {
          if (fact != null) {
            facts.add(fact);
          }
          failed = true;
          text.append(fallback);
        }
      }
    }

    private Slot slot(Fact fact, String shown) {
      var kind = fact.fact().name().toLowerCase(Locale.ROOT);
      return new Slot(text.length(), text.length() + shown.length(), kind, fact.key(), shown);
    }

    Filled done() {
      return new Filled(
          text.toString(), List.copyOf(facts), List.copyOf(slots), Set.copyOf(missing), failed);
    }
  }
}
