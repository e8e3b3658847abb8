package dev.kefu.evidence;

import org.jspecify.annotations.Nullable;

/// An event of a log, as it is sealed and as it stands in an evidence file.
///
/// @param body exactly as stored
/// @param at milliseconds since 1970
record Said(
    long seq,
    long shopperSeq,
    String kind,
    String senderId,
    String senderRole,
    String senderName,
    @Nullable String mid,
    String body,
    long at) {

  String after(String before) {
    return Digest.next(
        before, seq, shopperSeq, kind, senderId, senderRole, senderName, mid, body, at);
  }

  boolean isByStaff() {
    return kind.equals("message")
        && (senderRole.equals("agent") || senderRole.equals("supervisor"));
  }
}
