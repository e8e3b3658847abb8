package dev.kefu.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Recomputes every seal from what is stored.
public final class EvidenceCheck {

  private static final int PAGE = 500;
  private static final int MOST = 1_000;

  private final SealRows rows;
  private final List<Difference> differences = new ArrayList<>();
  private long erased;

  private EvidenceCheck(SealRows rows) {
    this.rows = rows;
  }

  /// @param what for people
  public record Difference(long seal, String conversation, String what) {}

  /// @param head the chain after the last seal: note it elsewhere and compare it next time
  /// @param unsealed events no seal covers yet
  /// @param erased seals over what was erased at a shopper's wish: of them only the chain can be
  ///   checked
  public record Result(
      long seals, String head, long unsealed, long erased, List<Difference> differences) {

    public boolean agrees() {
      return differences.isEmpty();
    }
  }

  /// Only reads.
  public static Result run(JdbcClient reader) {
    return new EvidenceCheck(new SealRows(reader)).run();
  }

  private Result run() {
    var n = 0L;
    var chain = Digest.START;
    for (var page = rows.after(0, PAGE); !page.isEmpty(); page = rows.after(n, PAGE)) {
      for (var seal : page) {
        if (seal.n() != n + 1) {
          differ(seal, "seal " + (n + 1) + " is missing");
        }
        if (!seal.chain().equals(seal.after(chain))) {
          differ(seal, "the chain of seals is broken");
        }
        check(seal);
        n = seal.n();
        chain = seal.chain();
      }
    }
    return new Result(n, chain, rows.unsealedEvents(), erased, List.copyOf(differences));
  }

  private void check(Seal seal) {
    if (seal.toSeq() <= rows.erasedTo(seal.conversation())) {
      erased++;
      return;
    }
    var before =
        rows.of(seal.conversation()).stream()
            .filter(other -> other.toSeq() < seal.toSeq())
            .reduce((_, later) -> later)
            .orElse(null);
    try {
      var now = Covered.by(before).to(seal.conversation(), seal.toSeq(), seal.seenTo(), rows);
      if (!now.digest().equals(seal.digest())) {
        differ(seal, "what was said up to " + seal.toSeq() + " was changed");
      }
      if (!Objects.equals(now.seen(), seal.seen())) {
        differ(seal, "what staff saw up to " + seal.seenTo() + " was changed");
      }
    } catch (Covered.Hole e) {
      differ(seal, String.valueOf(e.getMessage()));
    }
  }

  private void differ(Seal seal, String what) {
    if (differences.size() < MOST) {
      differences.add(new Difference(seal.n(), seal.conversation(), what));
    }
  }
}
