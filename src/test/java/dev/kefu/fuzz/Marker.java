package dev.kefu.fuzz;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Words that can be told from all others wherever they turn up: what a hostile frame says.
final class Marker {

  static final String SIGN = "hostile-";

  private static final Pattern ANY = Pattern.compile(SIGN + "[0-9a-f]{16}");
  private static final AtomicInteger LAST = new AtomicInteger();

  /// Spreads the numbers, so that a marker with a character changed is not somebody else's.
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private Marker() {}

  static String next() {
    return SIGN + "%016x".formatted(LAST.incrementAndGet() * SPREAD);
  }

  static Stream<String> in(String text) {
    return ANY.matcher(text).results().map(MatchResult::group);
  }
}
