package dev.kefu.rulebook;

import org.jspecify.annotations.Nullable;

/// One thing in a text that touches a rule.
///
/// @param rule id of the rule, such as `B-OFFSITE`
/// @param kind `money discount price time area banned privacy fact`
/// @param text why, for people
/// @param advice a better wording or a next step
/// @param from index of the first UTF-16 unit it is about
/// @param to index behind the last one
public record Finding(
    String rule, String kind, String text, @Nullable String advice, int from, int to) {}
