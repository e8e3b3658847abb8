package dev.kefu.cluster;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Passes nudges between nodes: "topic X is now at N, go and look".
///
/// Delivery is at most once and may skip numbers; treat a nudge as a hint and read the store. No
/// right may hang on what a nudge says. What is shared spares others that look.
public interface Signals {

  /// Tells every node, this one included, that `topic` has moved on. Never blocks and never throws:
  /// listeners of this node are called before it returns, other nodes hear of it soon after.
  ///
  /// @param topic `kind/id`, such as `conversation/cnv_…`; an id may have several parts, parted by
  ///   slashes
  /// @param position grows with each nudge of a topic; while one waits, smaller ones are dropped
  void nudge(String topic, long position);

  /// Hears the nudges of a kind from now on: those of this node on the thread that nudges, which
  /// must not be blocked, those of others on a thread of this class, which may look into the store.
  void listen(String kind, Consumer<Nudge> listener);

  /// Hands to the other nodes what they would read from the store. Never blocks and never throws.
  /// It may be lost, but only nodes of this shop can have made it or read it; what is shared before
  /// a nudge of the same topic is heard before that nudge or not at all.
  ///
  /// @param words asked on another thread, and only when there is somebody to hand it to; what is
  ///   longer than 48 KB is lost
  void share(String topic, Supplier<byte[]> words);

  /// Takes from now on what other nodes share about topics of a kind, on the thread that also tells
  /// of their nudges. What it cannot read it throws as an [IllegalArgumentException].
  void take(String kind, Consumer<byte[]> listener);

  /// Whether other nodes are heard. While they are not, whoever waits for a nudge has to look in
  /// the store more often. Always true where there is one node.
  boolean healthy();
}
