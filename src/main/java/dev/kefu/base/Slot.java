package dev.kefu.base;

/// A fact inside a text, re-read from the shop when the text is sent.
///
/// @param from index of its first UTF-16 unit in the text
/// @param to index behind its last one; the text between is `value`
/// @param fact wire name of the kind of fact, such as `stock`
/// @param key what the fact is about, such as a SKU
/// @param value what the writer saw
public record Slot(int from, int to, String fact, String key, String value) {}
