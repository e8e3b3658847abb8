package dev.kefu.knowledge;

/// How sure the search is, in words.
///
/// Where one begins was read off shoppers' questions: see `docs/decisions/0030-search.md`.
public enum Confidence {
  HIGH(0.62),
  MEDIUM(0.56),
  LOW(0.50),
  /// Too unsure to show.
  NONE(0);

  private final double from;

  Confidence(double from) {
    this.from = from;
  }

  /// @param score of a [Hit]
  static Confidence of(double score) {
    for (var confidence : values()) {
      if (score >= confidence.from) {
        return confidence;
      }
    }
    return NONE;
  }
}
