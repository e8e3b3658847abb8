package dev.kefu.knowledge;

/// What a vector is made of.
///
/// @param text folded
record Sentence(String text, Language language) {}
