package dev.kefu.cluster;

import java.util.function.Consumer;

/// Passes nudges between nodes: "topic X is now at N, go and look".
///
/// Delivery is at most once and may skip numbers; treat a nudge as a hint and read the store. No
/// right may hang on what a nudge says.
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

  /// Whether other nodes are heard. While they are not, whoever waits for a nudge has to look in
  /// the store more often. Always true where there is one node.
  boolean healthy();
}
