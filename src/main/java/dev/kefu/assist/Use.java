package dev.kefu.assist;

/// What became of a suggestion that was sent.
///
/// @param distance 0 for the same text, 1 for another one
record Use(How how, double distance) {

  /// Beyond this much change the words are the agent's own.
  private static final double EDITED_AT_MOST = 0.4;

  enum How {
    AS_IS,
    EDITED,
    REWRITTEN
  }

  static Use of(String shown, String sent) {
    var distance = EditDistance.between(shown, sent);
    if (distance == 0) {
      return new Use(How.AS_IS, 0);
    }
    return new Use(distance <= EDITED_AT_MOST ? How.EDITED : How.REWRITTEN, distance);
  }
}
