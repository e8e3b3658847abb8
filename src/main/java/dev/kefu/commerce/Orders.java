package dev.kefu.commerce;

import java.util.List;

/// The shop's orders, live.
public interface Orders {

  Answer<Order> find(String order);

  /// Newest first.
  ///
  /// @param limit 1 to 500
  default Answer<List<Order>> ofBuyer(String buyer, int limit) {
    return ofBuyer(buyer, "", limit);
  }

  /// The same, from behind one order on.
  ///
  /// @param afterOrder empty for the first page
  Answer<List<Order>> ofBuyer(String buyer, String afterOrder, int limit);

  /// Those that stand somewhere now, oldest first: for what has waited too long.
  ///
  /// @param limit 1 to 500
  Answer<List<Order>> inState(OrderState state, int limit);

  /// The same, from behind one order on. A shop that cannot tell more than one page has told
  /// everything with the first.
  ///
  /// @param afterOrder empty for the first page
  default Answer<List<Order>> inState(OrderState state, String afterOrder, int limit) {
    return afterOrder.isEmpty() ? inState(state, limit) : new Answer.Found<>(List.of());
  }
}
