package dev.kefu.conversation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Where in a conversation's log a message with a sender's own id may be: what makes a repeat
/// harmless.
///
/// Keeps 64 bits of each id and not the id, some 17 to 34 bytes a message instead of 200. Two ids
/// may share these bits, so every answer is a candidate to be compared with the log; none is ever
/// left out. The bits differ from process to process, so that nobody can choose ids which share
/// them.
///
/// May be used from any thread.
final class MessageIds {

  private static final int SMALLEST = 16;

  private static final long SEED = RandomGenerator.getDefault().nextLong();

  /// Spreads a character over all bits (FNV-1a's prime for 64).
  private static final long SPREAD = 0x100000001b3L;

  /// The last mixing of Murmur3.
  private static final long MIX_1 = 0xff51afd7ed558ccdL;

  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
  private static final int HALF = 33;

  private static final long[] NONE = {};

  /// Open addressing: an id is at its place or after it, before the first free one.
  private long[] ids = new long[SMALLEST];

  /// 0 for a free place.
  private int[] seqs = new int[SMALLEST];

  private int size;

  synchronized void add(String sender, String mid, long seq) {
    // Two thirds full at most, so that a free place is near.
    if (3L * (size + 1) > 2L * ids.length) {
      rebuild(2 * ids.length, Integer.MAX_VALUE);
    }
    put(bits(sender, mid), Math.toIntExact(seq));
  }

  private void put(long id, int seq) {
    var place = place(id);
    while (seqs[place] != 0) {
      place = next(place);
    }
    ids[place] = id;
    seqs[place] = seq;
    size++;
  }

  /// The numbers, up to `upTo`, a message with this id may have; nearly always none or one.
  synchronized long[] candidates(String sender, String mid, long upTo) {
    var id = bits(sender, mid);
    var found = NONE;
    for (var place = place(id); seqs[place] != 0; place = next(place)) {
      if (ids[place] == id && seqs[place] <= upTo) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = seqs[place];
      }
    }
    return found;
  }

  /// Forgets what is numbered above `seq`.
  synchronized void forgetAfter(long seq) {
    rebuild(ids.length, seq);
  }

  private void rebuild(int places, long upTo) {
    var oldIds = ids;
    var oldSeqs = seqs;
    ids = new long[places];
    seqs = new int[places];
    size = 0;
    for (var i = 0; i < oldIds.length; i++) {
      if (oldSeqs[i] != 0 && oldSeqs[i] <= upTo) {
        put(oldIds[i], oldSeqs[i]);
      }
    }
  }

  private int place(long id) {
    return (int) id & (ids.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (ids.length - 1);
  }

  private static long bits(String sender, String mid) {
    // What stands between them is in no id, so that no two pairs read the same.
    var bits = spread((spread(SEED, sender) ^ Character.MAX_VALUE) * SPREAD, mid);
    bits = (bits ^ (bits >>> HALF)) * MIX_1;
    bits = (bits ^ (bits >>> HALF)) * MIX_2;
    return bits ^ (bits >>> HALF);
  }

  private static long spread(long bits, String text) {
    for (var i = 0; i < text.length(); i++) {
      bits = (bits ^ text.charAt(i)) * SPREAD;
    }
    return bits;
  }
}
