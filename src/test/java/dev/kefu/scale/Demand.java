package dev.kefu.scale;

/// What a day asks of the machines, second by second.
///
/// @param begun conversations
/// @param messages said, by both sides
/// @param sets of suggestions to be made
/// @param came sockets opened
/// @param left sockets closed by those who opened them
/// @param ended conversations
/// @param served most conversations served at once
/// @param waited the longest wait for an agent, in seconds
record Demand(
    Series begun,
    Series messages,
    Series sets,
    Series came,
    Series left,
    Series ended,
    int served,
    int waited) {

  /// The second after the last one in which anything happens.
  int seconds() {
    return Math.max(left.seconds(), messages.seconds());
  }

  /// The second with the most sockets open, of shoppers.
  int fullest() {
    long open = 0;
    long most = -1;
    int fullest = 0;
    for (int second = 0; second < seconds(); second++) {
      open += came.at(second) - left.at(second);
      if (open > most) {
        most = open;
        fullest = second;
      }
    }
    return fullest;
  }
}
