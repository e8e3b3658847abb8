package dev.kefu.bench;

/// A server under load and how it wants to be spoken to.
interface Target {

  Door door();

  /// Somebody who has not come in yet.
  Person person(Loop loop, Tally tally, Person.Company company);
}
