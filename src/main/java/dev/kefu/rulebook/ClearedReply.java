package dev.kefu.rulebook;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.List;
import java.util.Map;
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

  /// The same reply, sent past its warnings where it has any: that takes a named reason, which is
  /// kept with it.
  ///
  /// @param named one of [#REASONS]; null while its author has named none
  /// @throws Refusal `promise_blocked` with the warnings and the reasons to choose from;
  ///   `bad_request` for no such reason
  public ClearedReply past(@Nullable String named) {
    if (!needsReason()) {
      return this;
    }
    if (named == null) {
      throw new Refusal(
          ErrorCode.PROMISE_BLOCKED,
          warnings.getFirst().text(),
          Map.of("findings", warnings(), "overrides", REASONS));
    }
    if (!REASONS.contains(named)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "override 应为 " + String.join("、", REASONS));
    }
    return new ClearedReply(body, warnings, notes, named);
  }

  /// Why it is sent past its warnings; null without any.
  public @Nullable String reason() {
    return reason;
  }
}
