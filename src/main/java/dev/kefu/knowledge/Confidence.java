package dev.kefu.knowledge;

/// How sure the search is, in words.
///
/// Where each begins was read off shoppers' messages that were labelled by hand: see
/// `docs/decisions/0013-search-by-meaning-and-words.md`. The numbers hold for this score and for no
/// other.
public enum Confidence {
  /// Right nineteen times of twenty: well ahead of the next one too.
  HIGH(0.56),
  MEDIUM(0.54),
  LOW(0.49),
  /// Too unsure to show.
  NONE(0);

  private static final double HIGH_LEAD = 0.03;

  private final double from;

  Confidence(double from) {
    this.from = from;
  }

  /// @param score of a [Hit]
  /// @param lead what it is ahead of the next one
  static Confidence of(double score, double lead) {
    if (score >= HIGH.from && lead >= HIGH_LEAD) {
      return HIGH;
    }
    if (score >= MEDIUM.from) {
      return MEDIUM;
    }
    return score >= LOW.from ? LOW : NONE;
  }
}
