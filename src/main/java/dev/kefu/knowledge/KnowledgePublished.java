package dev.kefu.knowledge;

/// What is published has changed: searches see it from now on.
///
/// @param change the number of the change, growing
public record KnowledgePublished(long change) {}
