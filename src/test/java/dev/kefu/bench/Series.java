package dev.kefu.bench;

/// The messages of one side of a conversation. Their ids begin alike and end in the message's
/// number, so that whoever hears one knows whose it is.
///
/// @param pair number of the conversation
/// @param side 0 the shopper, 1 the agent
/// @param tag makes the ids of this run its own
record Series(int pair, int side, int tag) {

  static final int NUMBER_DIGITS = 12;

  private static final int TAG_IN_MID = 9;
  private static final int SIDE_IN_MID = 17;
  private static final int NUMBER_IN_MID = 24;

  /// What a message id begins with, a UUID.
  String mid() {
    return String.format("%08x-%04x-4%03x-8000-", pair, tag, side);
  }

  /// The conversation of a message; null when it is none of this run.
  static Pair pair(Fields.Slice mid, Person.Company company) {
    return mid.hex(TAG_IN_MID, 4) == company.tag()
        ? company.pairs().apply((int) mid.hex(0, 8))
        : null;
  }

  /// Who sent it.
  static int side(Fields.Slice mid) {
    return (int) mid.hex(SIDE_IN_MID, 1);
  }

  static long number(Fields.Slice mid) {
    return mid.hex(NUMBER_IN_MID, NUMBER_DIGITS);
  }
}
