package dev.kefu.conversation;

/// Somebody has read further. Ephemeral: never stored as an event, may be missed.
///
/// @param participant `usr_…` or `shp_…`
/// @param seq the full number they have read up to
public record MarkMoved(ConversationId conversation, String participant, long seq) {}
