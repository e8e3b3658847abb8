package dev.kefu.commerce;

import java.util.List;

/// The shop's orders, live.
public interface Orders {

  Answer<Order> find(String order);

  /// Newest first.
  ///
  /// @param limit 1 to 200
  List<Order> ofBuyer(String buyer, int limit);
}
