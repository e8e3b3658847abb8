package dev.kefu.commerce;

import java.util.List;

/// Where couriers deliver and how long they usually take, where the shop has written it down
/// itself. Declared as a bean by the room that keeps it.
@FunctionalInterface
public interface ShippingTerms {

  /// @param province as it begins an address
  /// @return one for each courier at most; none where nothing is written of that place
  List<Line> of(String province);

  /// @param days usual days on the way, such as `2` or `2-3`; empty when not served
  record Line(String courier, boolean served, String days) {}
}
