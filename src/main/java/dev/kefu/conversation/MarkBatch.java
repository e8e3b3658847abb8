package dev.kefu.conversation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The marks of one batch: of each participant the furthest, written at its end.
///
/// They are written in one order on every node, after all else that the transaction locks: so two
/// nodes that raise the same marks cannot wait for each other in a circle, and a mark need not keep
/// others away from its conversation. The writer's thread only.
@Component
class MarkBatch {

  /// Raises both marks; a smaller number changes nothing.
  private static final String RAISE =
      """
      insert into mark (conversation, participant, acked, read) values (?, ?, ?, ?)
      on conflict (conversation, participant) do update
      set acked = case when excluded.acked > mark.acked then excluded.acked else mark.acked end,
        read = case when excluded.read > mark.read then excluded.read else mark.read end
      """;

  private record Whose(ConversationId conversation, String participant) {

    static Whose of(MarkMoved mark) {
      return new Whose(mark.conversation(), mark.participant());
    }
  }

  private record Raise(long acked, long read) {

    Raise further(Raise other) {
      return new Raise(Math.max(acked, other.acked), Math.max(read, other.read));
    }
  }

  private final JdbcOperations jdbc;
  private final Marks stored;

  private final Map<Whose, Raise> raised =
      new TreeMap<>(
          Comparator.comparing((Whose whose) -> whose.conversation().value())
              .thenComparing(Whose::participant));

  private final Map<Whose, Long> read = new HashMap<>();

  MarkBatch(JdbcOperations jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.stored = new Marks(client);
  }

  /// A transaction begins, perhaps anew after one that failed.
  void begin() {
    raised.clear();
    read.clear();
  }

  /// @param read whether it was also read, and not only stored, up to there
  void raise(MarkMoved to, boolean read) {
    var raise = new Raise(to.seq(), read ? to.seq() : 0);
    raised.merge(Whose.of(to), raise, Raise::further);
  }

  void write() {
    if (raised.isEmpty()) {
      return;
    }
    var rows = raised.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList();
    jdbc.batchUpdate(RAISE, rows);
    raised.forEach((whose, raise) -> {
      if (raise.read() > 0) {
        read.put(whose, stored.read(whose.conversation(), whose.participant()));
      }
    });
  }

  private static Object[] row(Whose whose, Raise raise) {
    return new Object[] {
      whose.conversation().value(), whose.participant(), raise.acked(), raise.read()
    };
  }

  /// Where the mark of who has read that far stands since it was written.
  MarkMoved stands(MarkMoved wanted) {
    var seq = read.getOrDefault(Whose.of(wanted), wanted.seq());
    return new MarkMoved(wanted.conversation(), wanted.participant(), seq);
  }
}
