package dev.kefu.cluster;

import java.util.List;

/// What the nodes of the shop say of themselves as long as they live, such as who sits at a socket
/// of theirs. Forgotten within seconds of a node's end. May be used from any thread; never blocks.
public interface Beats {

  /// Has this node say something until it says otherwise.
  ///
  /// @param kind of what it is about, a word
  void put(String kind, String id, String value);

  /// Has this node say no more of it.
  void remove(String kind, String id);

  /// What all nodes say of it, as far as they are heard: this one's first.
  List<String> get(String kind, String id);
}
