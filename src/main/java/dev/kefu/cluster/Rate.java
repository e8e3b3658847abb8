package dev.kefu.cluster;

/// How much may be asked for at once, and how fast that fills up again.
///
/// @param burst at once, at least 1
/// @param perSecond refilled, more than 0
public record Rate(double burst, double perSecond) {

  /// @throws IllegalArgumentException for one that allows nothing
  public Rate {
    if (!(burst >= 1) || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "a rate must allow something: " + burst + ", " + perSecond);
    }
  }

  /// One of several equal parts, which still allows something.
  Rate share(int parts) {
    return new Rate(Math.max(1, burst / parts), perSecond / parts);
  }
}
