package dev.kefu.evidence;

import org.jspecify.annotations.Nullable;

/// What staff had before them: the cards for a shopper's message with their facts (value, time,
/// source), or why there were none, and which reply came from one of them.
///
/// @param forSeq the shopper's message they were for
/// @param cards JSON, exactly as stored
/// @param used `suggestion=reply how`, one a line, in the order of the replies
/// @param at milliseconds since 1970
record Seen(long forSeq, String cards, @Nullable String abstained, String used, long at) {

  String after(String before) {
    return Digest.next(before, forSeq, cards, abstained, used, at);
  }
}
