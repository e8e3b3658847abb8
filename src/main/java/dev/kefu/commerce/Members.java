package dev.kefu.commerce;

import java.time.Instant;
import java.util.Optional;

/// The shop's members.
public interface Members {

  Answer<Member> find(String buyer);

  /// What is known of a buyer without waiting for a shop outside, for lists that name many. Nothing
  /// when that is too old; the next look may know more.
  default Optional<Member> glance(String buyer) {
    return find(buyer).found();
  }

  record Member(String buyer, String name, String tier, long points, Instant asOf, String source) {}
}
