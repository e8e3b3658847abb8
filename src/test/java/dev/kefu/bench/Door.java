package dev.kefu.bench;

import java.io.IOException;

/// How one comes in. May block; not called on a loop's thread.
interface Door {

  /// A `hello` of a shopper nobody has seen before.
  String shopper() throws IOException, InterruptedException;

  /// A `hello` of an agent.
  ///
  /// @param number from 0; the same number is the same agent
  String agent(int number) throws IOException, InterruptedException;
}
