package dev.kefu.commerce.line;

/// What came of a call.
public sealed interface Heard {

  /// The shop's system has answered, whatever it said.
  record Answered(int status, String body) implements Heard {}

  /// It has not, or with something nobody wants to read.
  ///
  /// @param why for logs: `busy closed timeout refused address too_large packed charset broken`
  record Silent(String why) implements Heard {}
}
