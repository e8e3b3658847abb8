package dev.kefu.outreach;

import java.time.Instant;
import java.util.List;

/// Claims against couriers that were not answered in time. Outreach opens a task for each; the
/// claims themselves are another room's, which outreach does not know: `desk` declares a bean of
/// this.
public interface OverdueClaims {

  /// By id.
  ///
  /// @param afterId last id of the page before, empty for the first
  List<Overdue> all(Instant now, String afterId, int limit);

  List<Overdue> ofOrder(String order, Instant now);

  /// @param courier as orders name it
  /// @param buyer whose order it is
  record Overdue(
      String id,
      String courier,
      String parcel,
      String order,
      String buyer,
      long askedFen,
      Instant answerBy) {}
}
