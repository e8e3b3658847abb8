package dev.kefu.knowledge;

import java.util.List;

/// What a room above knows about the words of an answer: what the shop's rules say of them. A room
/// declares a bean of it; knowledge itself knows no rules.
@FunctionalInterface
public interface AnswerCheck {

  /// Judges an answer as shoppers would read it where no fact is to be had. Any thread, a few
  /// milliseconds, stores nothing.
  List<Objection> objections(String answer);

  /// @param rule of the rulebook
  /// @param message for people
  record Objection(String rule, String message) {}
}
