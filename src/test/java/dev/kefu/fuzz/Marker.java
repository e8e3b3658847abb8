package dev.kefu.fuzz;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Words that can be told from all others wherever they turn up: what a hostile frame says.
final class Marker {

  static final String SIGN = "hostile-";

  private static final Pattern ANY = Pattern.compile(SIGN + "\\d{8}");
  private static final AtomicInteger LAST = new AtomicInteger();

  private Marker() {}

  static String next() {
    return SIGN + "%08d".formatted(LAST.incrementAndGet());
  }

  static Stream<String> in(String text) {
    return ANY.matcher(text).results().map(MatchResult::group);
  }
}
