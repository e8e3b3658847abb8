package dev.kefu.conversation;

import java.util.Arrays;

/// Where in a log some messages are that will not be taken back, in 5 bytes each: what [MessageIds]
/// knows of older messages. Like there, every answer is a candidate, and none is left out; one in a
/// hundred thousand is wrong. Immutable.
final class SettledIds {

  /// Messages.
  static final int MOST = 1_536;

  /// From the first number to the last: what is left of 32 bits tells ids apart.
  private static final int SEQ_BITS = 14;

  static final int SPAN = (1 << SEQ_BITS) - 1;

  private static final int FINGERPRINT_SHIFT = Long.SIZE - (Integer.SIZE - SEQ_BITS);

  /// The number before the first.
  private final long base;

  /// Open addressing: a part of the id and the number's distance from `base`, 0 for a free place.
  private final int[] places;

  /// @param ids as [MessageIds] keeps them, at most [#MOST]
  /// @param seqs their numbers, not more than [#SPAN] apart
  /// @param first the least of them
  SettledIds(long[] ids, long[] seqs, long first) {
    base = first - 1;
    places = new int[placesFor(ids.length)];
    for (var i = 0; i < ids.length; i++) {
      put(ids[i], Math.toIntExact(seqs[i] - base));
    }
  }

  /// Three quarters full at most, so that a free place is near.
  private static int placesFor(int messages) {
    var least = messages + Math.max(1, messages / 3);
    return Math.max(2, Integer.highestOneBit(least - 1) << 1);
  }

  private void put(long id, int distance) {
    var place = home(id);
    while (places[place] != 0) {
      place = next(place);
    }
    places[place] = fingerprint(id) << SEQ_BITS | distance;
  }

  int bytes() {
    return Integer.BYTES * places.length;
  }

  /// @param found so far
  /// @return with the numbers a message with this id may have
  long[] candidates(long id, long upTo, long[] found) {
    var all = found;
    var wanted = fingerprint(id);
    for (var place = home(id); places[place] != 0; place = next(place)) {
      var seq = base + (places[place] & SPAN);
      if (places[place] >>> SEQ_BITS == wanted && seq <= upTo) {
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = seq;
      }
    }
    return all;
  }

  private int home(long id) {
    return (int) id & (places.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (places.length - 1);
  }

  private static int fingerprint(long id) {
    return (int) (id >>> FINGERPRINT_SHIFT);
  }
}
