package dev.kefu.cluster;

import java.util.function.BiConsumer;

/// Passes nudges between nodes: "topic X is now at N, go and look".
///
/// Delivery is at most once and may skip numbers; treat a nudge as a hint and read the store.
public interface Signals {

  /// Tells every node, this one included, that `topic` has moved on. Does not block.
  ///
  /// @param topic `kind/id`, such as `conversation/cnv_…`
  /// @param position grows with each nudge of a topic
  void nudge(String topic, long position);

  /// Hears the nudges of a kind from now on, on a thread of this class; must not block.
  void listen(String kind, BiConsumer<String, Long> listener);
}
