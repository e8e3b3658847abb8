package dev.kefu.rulebook;

import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reply before it is checked, with what it is about.
///
/// @param sku the product in focus
/// @param order the order in focus
/// @param buyer whom the shop has vouched for; null for an anonymous shopper
/// @param grantedFen what was granted in this conversation: a reply may name it
/// @param approved ids of rules whose promise a supervisor has approved in this conversation
public record Draft(
    Staff author,
    Body body,
    @Nullable String sku,
    @Nullable String order,
    @Nullable String buyer,
    long grantedFen,
    Set<String> approved) {

  public Draft {
    approved = Set.copyOf(approved);
  }

  /// Nothing approved but money.
  public Draft(
      Staff author,
      Body body,
      @Nullable String sku,
      @Nullable String order,
      @Nullable String buyer,
      long grantedFen) {
    this(author, body, sku, order, buyer, grantedFen, Set.of());
  }
}
