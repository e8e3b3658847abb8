package dev.kefu.commerce;

import java.time.Instant;

/// The shop's members.
public interface Members {

  Answer<Member> find(String buyer);

  record Member(String buyer, String name, String tier, long points, Instant asOf, String source) {}
}
