package dev.kefu.knowledge;

/// Something wrong with one field of an article.
///
/// @param field its name on the wire
/// @param message for people
record Mistake(String field, String message) {}
