package dev.kefu.assist;

/// Suggestions as stored.
///
/// @param seenSeq the end of the log when they were made
record StoredSet(SuggestionSet set, long seenSeq) {}
