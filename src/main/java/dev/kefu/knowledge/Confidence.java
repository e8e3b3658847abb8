package dev.kefu.knowledge;

/// How sure the search is, in words.
///
/// Where each begins was read off shoppers' messages that were labelled by hand: see
/// `docs/decisions/0013-search-by-meaning-and-words.md`. The numbers hold for this score and for no
/// other.
public enum Confidence {
  /// Right nineteen times of twenty: well ahead of the next one too.
  HIGH(0.59),
  MEDIUM(0.57),
  LOW(0.54),
  /// Too unsure to show.
  NONE(0);

  private static final double HIGH_LEAD = 0.05;

  /// Beside a first one that is shown, others are from here on: whether to say nothing is settled
  /// then, and who reads one answer sees at a glance that the next one is it.
  private static final double BESIDE = 0.49;

  private final double from;

  Confidence(double from) {
    this.from = from;
  }

  /// @param score of a [Hit]
  /// @param lead what it is ahead of the next one
  /// @param best the score of the first
  static Confidence of(double score, double lead, double best) {
    if (score >= HIGH.from && lead >= HIGH_LEAD) {
      return HIGH;
    }
    if (score >= MEDIUM.from) {
      return MEDIUM;
    }
    return best >= LOW.from && score >= BESIDE ? LOW : NONE;
  }
}
