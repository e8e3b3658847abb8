package dev.kefu.knowledge;

/// An article as shoppers' questions may find it.
///
/// @param version the one that was published last
record Published(String id, long version, ArticleFields fields) {}
