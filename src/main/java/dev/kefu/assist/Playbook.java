package dev.kefu.assist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do when something has gone wrong.
///
/// @param reason of the rulebook; null when no money is in it
/// @param triggers words that call it
/// @param soothe what to say first
/// @param verify what to check
/// @param offer what may be offered, by rule
/// @param next what happens then
record Playbook(
    String id,
    String title,
    @Nullable String reason,
    List<String> triggers,
    String soothe,
    List<String> verify,
    List<String> offer,
    List<String> next) {}
