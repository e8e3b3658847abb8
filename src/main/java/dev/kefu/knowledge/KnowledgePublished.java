package dev.kefu.knowledge;

import java.util.Set;

/// Searches on this node find from now on what was published, or taken out of use, through it. No
/// other node is told. On a slow disk the publisher has the answer before.
///
/// @param articles the identifiers of those that changed; never empty
public record KnowledgePublished(Set<String> articles) {}
