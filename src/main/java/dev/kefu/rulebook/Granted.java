package dev.kefu.rulebook;

/// What was granted in a conversation.
///
/// @param fen money for good: what the shop pays, and what was taken off a price; goods and points
///   are none of it
/// @param soonFen money whose approval can still be taken back; to be spoken of when it cannot
/// @param pointsFen points for good, each counted as a fen, as shops count them when they pay
public record Granted(long fen, long soonFen, long pointsFen) {

  public static final Granted NOTHING = ofMoney(0);

  /// How far a promise is covered by what was granted.
  enum Cover {
    WHOLE,
    /// In a few seconds, unless somebody takes it back.
    SOON,
    NONE
  }

  public static Granted ofMoney(long fen) {
    return new Granted(fen, 0, 0);
  }

  /// @param promisedFen more than 0
  Cover covers(long promisedFen) {
    if (promisedFen <= fen) {
      return Cover.WHOLE;
    }
    return promisedFen <= fen + soonFen ? Cover.SOON : Cover.NONE;
  }

  /// @param points more than 0
  boolean coversPoints(long points) {
    return points <= pointsFen;
  }
}
