package dev.kefu.rulebook;

import dev.kefu.base.Body;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A reply that went through the rulebook. Only the rulebook makes one, and only one of these can
/// be stored as a reply: that is how no path sends unchecked text.
public final class ClearedReply {

  /// Reasons an author may name for sending a reply past its warnings.
  public static final List<String> REASONS = List.of("checked", "on_page", "supervisor_agreed");

  private final Body body;
  private final List<Finding> warnings;
  private final List<Finding> notes;
  private final @Nullable String reason;

  ClearedReply(Body body, List<Finding> warnings) {
    this(body, warnings, List.of(), null);
  }

  /// @param notes what is only to be looked at later
  ClearedReply(Body body, List<Finding> warnings, List<Finding> notes, @Nullable String reason) {
    this.body = body;
    this.warnings = List.copyOf(warnings);
    this.notes = List.copyOf(notes);
    this.reason = reason;
  }

  public Body body() {
    return body;
  }

  /// What was let through but should be looked at.
  public List<Finding> warnings() {
    return Stream.concat(warnings.stream(), notes.stream()).toList();
  }

  /// Whether its author has to name a reason before it is sent.
  public boolean needsReason() {
    return !warnings.isEmpty() && reason == null;
  }

  /// The same reply, sent all the same.
  ///
  /// @param named one of [#REASONS]
  public ClearedReply because(String named) {
    return new ClearedReply(body, warnings, notes, named);
  }

  /// Why it is sent past its warnings; null without any.
  public @Nullable String reason() {
    return reason;
  }
}
