package dev.kefu.rulebook;

import dev.kefu.base.Body;
import java.util.List;

/// A reply that went through the rulebook. Only the rulebook makes one, and only one of these can
/// be stored as a reply: that is how no path sends unchecked text.
public final class ClearedReply {

  private final Body body;
  private final List<Finding> warnings;

  ClearedReply(Body body, List<Finding> warnings) {
    this.body = body;
    this.warnings = List.copyOf(warnings);
  }

  public Body body() {
    return body;
  }

  /// What was let through but should be looked at.
  public List<Finding> warnings() {
    return warnings;
  }
}
