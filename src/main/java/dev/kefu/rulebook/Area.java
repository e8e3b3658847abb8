package dev.kefu.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One courier's line of the shipping table.
///
/// @param courier as orders and quotes name it: `zto`
/// @param provinces as they begin an address: `浙江`
/// @param days usual days on the way, `2` or `2-3`; null when not served
record Area(
    String id, String courier, List<String> provinces, boolean served, @Nullable String days) {

  private static final int SHORTEST = 2;

  @SuppressWarnings("NullAway")
  Area {
    provinces = provinces == null ? null : List.copyOf(provinces);
  }

  /// 内蒙 is 内蒙古 as well.
  boolean holds(String place) {
    return provinces.stream()
        .anyMatch(p -> place.startsWith(p) || (place.length() >= SHORTEST && p.startsWith(place)));
  }

  String usualDays() {
    return served && days != null ? days : "";
  }
}
