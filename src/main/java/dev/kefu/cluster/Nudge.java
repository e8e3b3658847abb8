package dev.kefu.cluster;

import java.util.List;

/// "This has moved on, go and look."
///
/// @param id of what has moved, without its kind
/// @param elsewhere whether another node says so; what this node remembers may be older
public record Nudge(String id, long position, boolean elsewhere) {

  private static final String SLASH = "/";

  /// The parts of an id that names more than one thing.
  public List<String> parts() {
    return List.of(id.split(SLASH, -1));
  }
}
