package dev.kefu.conversation;

import dev.kefu.account.Staff;
import dev.kefu.base.Stage;
import org.jspecify.annotations.Nullable;

/// Which conversations to list; null means any.
///
/// @param owner id of the owner
/// @param text part of the shopper's name or of the last message
/// @param visibleTo only those this person may see: own ones and those of the own group
/// @param before last moment of the previous page's last row, [Long#MAX_VALUE] for the first page
/// @param beforeId its id
/// @param limit 1 to 200
public record ConversationFilter(
    @Nullable Status status,
    @Nullable Stage stage,
    @Nullable String owner,
    @Nullable String text,
    @Nullable Staff visibleTo,
    long before,
    String beforeId,
    int limit) {

  /// The first page of everything with a status.
  public static ConversationFilter of(Status status, @Nullable Staff visibleTo, int limit) {
    return new ConversationFilter(status, null, null, null, visibleTo, Long.MAX_VALUE, "~", limit);
  }

  @Nullable String like() {
    if (text == null) {
      return null;
    }
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
