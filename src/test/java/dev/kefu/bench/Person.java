package dev.kefu.bench;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// Somebody signed in over one socket: a shopper or an agent. On one loop's thread only, but for
/// [#connect].
abstract class Person implements Wire.Ear {

  private final Loop loop;
  private final Tally tally;
  private final Company company;
  private Wire wire;
  private String hello = "";

  /// Whom a person belongs to; called on the loop's thread.
  interface Company {

    void welcome(Person person);

    void gone(Person person, String why);

    /// A conversation by its number.
    IntFunction<Pair> pairs();

    /// What the message ids of this run have in common.
    int tag();
  }

  Person(Loop loop, Tally tally, Company company) {
    this.loop = loop;
    this.tally = tally;
    this.company = company;
  }

  Loop loop() {
    return loop;
  }

  Tally tally() {
    return tally;
  }

  Company company() {
    return company;
  }

  Wire wire() {
    return wire;
  }

  /// What the door gave.
  String hello() {
    return hello;
  }

  /// Comes in; `company` is told when it is done.
  ///
  /// @param source the local address, or null for any
  void connect(String with, InetSocketAddress source) {
    loop.execute(() -> {
      hello = with;
      wire = dial(source);
    });
  }

  /// Comes in again, as somebody who was here before. On the loop's thread only.
  void comeBack() {
    wire = dial(null);
  }

  /// Begins to come in over a new wire.
  abstract Wire dial(InetSocketAddress source);

  /// Opens a conversation and learns its name.
  abstract void open(Consumer<String> opened);

  /// Takes a conversation over.
  abstract void take(String conversation, Runnable taken);

  /// What this person says in a conversation.
  ///
  /// @param peer the other side
  /// @param texts what is said, in turn
  abstract Stencil stencil(String conversation, Person peer, Series series, String[] texts);

  /// Takes part in a conversation from now on.
  abstract void enter(End end);

  /// Sends a message of `end`, which is this person's side.
  abstract void say(End end, long number, Stencil stencil);

  @Override
  public void closed(Wire which, String why) {
    tally.other("closed " + why);
    company.gone(this, why);
  }
}
