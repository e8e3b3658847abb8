package dev.kefu.assist;

/// A ready sentence an agent calls by its code.
///
/// @param text may hold variables
/// @param stage `pre_sale after_sale any`
record QuickReply(String code, String title, String text, String stage) {}
