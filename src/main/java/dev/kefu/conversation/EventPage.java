package dev.kefu.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a conversation's log.
///
/// @param head the last `seq` there is
/// @param epoch the life of the database these numbers belong to
record EventPage(
    List<Event> data,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor,
    long head,
    boolean more,
    String epoch) {}
