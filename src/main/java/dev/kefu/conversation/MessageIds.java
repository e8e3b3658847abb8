package dev.kefu.conversation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Where in a conversation's log a message with a sender's own id may be: what makes a repeat
/// harmless.
///
/// Keeps 64 bits of each id and not the id, some 18 to 36 bytes a message instead of 200, and still
/// fewer of those that were settled ([SettledIds]). Two ids may share these bits, so every answer
/// is a candidate to be compared with the log; none is ever left out. The bits differ from process
/// to process, so that nobody can choose ids which share them.
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

  /// What an object of this kind takes beside its messages.
  private static final int OWN_BYTES = 200;

  /// Older than those below; in no order.
  private final List<SettledIds> settled = new ArrayList<>();

  private long settledBytes;

  /// Open addressing: an id is at its place or after it, before the first free one.
  private long[] ids = new long[SMALLEST];

  /// 0 for a free place.
  private int[] seqs = new int[SMALLEST];

  private int size;

  synchronized void add(String sender, String mid, long seq) {
    // Two thirds full at most, so that a free place is near.
    if (3L * (size + 1) > 2L * ids.length) {
      rebuild(2 * ids.length, 1, Integer.MAX_VALUE);
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
    for (var older : settled) {
      found = older.candidates(id, upTo, found);
    }
    for (var place = place(id); seqs[place] != 0; place = next(place)) {
      if (ids[place] == id && seqs[place] <= upTo) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] = seqs[place];
      }
    }
    return found;
  }

  /// About what it takes of memory.
  synchronized long bytes() {
    return OWN_BYTES + settledBytes + (long) ids.length * (Long.BYTES + Integer.BYTES);
  }

  /// What is numbered up to `seq` will not be taken back any more.
  synchronized void settle(long seq) {
    while (size >= SettledIds.MOST && settleOldest(seq)) {
      // There may be enough for another one.
    }
  }

  /// @return whether there were enough
  private boolean settleOldest(long upTo) {
    var oldest = Arrays.stream(seqs).filter(seq -> seq != 0 && seq <= upTo).sorted().toArray();
    if (oldest.length == 0) {
      return false;
    }
    var end = (long) oldest[0] + SettledIds.SPAN;
    var within =
        (int) Arrays.stream(oldest).limit(SettledIds.MOST).takeWhile(seq -> seq < end).count();
    if (within < SettledIds.MOST && within == oldest.length) {
      return false;
    }
    move(oldest[0], oldest[within - 1]);
    return true;
  }

  private void move(int first, int last) {
    var places =
        IntStream.range(0, seqs.length)
            .filter(place -> seqs[place] >= first && seqs[place] <= last)
            .toArray();
    var older =
        new SettledIds(
            Arrays.stream(places).mapToLong(place -> ids[place]).toArray(),
            Arrays.stream(places).mapToLong(place -> seqs[place]).toArray(),
            first);
    settled.add(older);
    settledBytes += older.bytes();
    var left = size - places.length;
    rebuild(
        Math.max(SMALLEST, Integer.highestOneBit(2 * left + 1) << 1), last + 1, Integer.MAX_VALUE);
  }

  /// Forgets what is numbered above `seq`, of what is not settled.
  synchronized void forgetAfter(long seq) {
    rebuild(ids.length, 1, seq);
  }

  private void rebuild(int places, long from, long upTo) {
    var oldIds = ids;
    var oldSeqs = seqs;
    ids = new long[places];
    seqs = new int[places];
    size = 0;
    for (var i = 0; i < oldIds.length; i++) {
      if (oldSeqs[i] >= from && oldSeqs[i] <= upTo) {
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
