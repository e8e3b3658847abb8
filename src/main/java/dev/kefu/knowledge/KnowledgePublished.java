package dev.kefu.knowledge;

import java.util.Set;

/// Searches find from now on what was published, or taken out of use, through this node. Told on
/// one node only, after the commit and a moment after the publisher had the answer at the latest.
///
/// @param articles the identifiers of those that changed; never empty
public record KnowledgePublished(Set<String> articles) {}
