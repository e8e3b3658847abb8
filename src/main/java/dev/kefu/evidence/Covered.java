package dev.kefu.evidence;

import org.jspecify.annotations.Nullable;

/// Reads on in a conversation from where a seal stands and comes to what the next would say.
record Covered(long toSeq, String digest, long seenTo, String seen) {

  static final Covered NOTHING = new Covered(0, Digest.START, 0, Digest.START);

  static Covered by(@Nullable Seal seal) {
    return seal == null
        ? NOTHING
        : new Covered(seal.toSeq(), seal.digest(), seal.seenTo(), seal.seen());
  }

  /// Up to an event. Suggestions count once staff have answered: until then they may be made anew.
  ///
  /// @param seenUpTo the last message whose suggestions count; null for the last staff answered
  /// @throws Hole when an event is missing
  Covered to(String conversation, long head, @Nullable Long seenUpTo, SealRows rows) {
    var walk = new Walk(this);
    rows.events(conversation, toSeq, head, walk::event);
    if (walk.seq != head) {
      throw new Hole(walk.seq + 1);
    }
    var settled = Math.max(seenTo, seenUpTo == null ? walk.answered : seenUpTo);
    var after = seen;
    for (var each : rows.seen(conversation, seenTo, settled)) {
      after = each.after(after);
    }
    return new Covered(head, walk.digest, settled, after);
  }

  private static final class Walk {
    private long seq;
    private String digest;
    private long answered;

    private Walk(Covered from) {
      seq = from.toSeq();
      digest = from.digest();
      answered = from.seenTo();
    }

    private void event(Said said) {
      if (said.seq() != seq + 1) {
        throw new Hole(seq + 1);
      }
      seq = said.seq();
      digest = said.after(digest);
      if (said.isByStaff()) {
        answered = said.seq() - 1;
      }
    }
  }

  /// An event that should be there is not.
  static final class Hole extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hole(long seq) {
      super("event " + seq + " is missing", null, false, false);
    }
  }
}
