package dev.kefu.commerce.taobao;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Which refund carries which payout out, so that the platform can be asked by our key. Written
/// before the platform is asked; one refund is good for one payout.
class PayoutNotes {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;

  PayoutNotes(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  record Note(String payout, String trade, String refund, long amountFen) {}

  Optional<Note> find(String payout) {
    return jdbc.sql(
            """
            select payout, trade, refund, amount_fen from taobao_payout where payout = :payout
            """)
        .param("payout", payout)
        .query((row, _) ->
            new Note(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
        .optional();
  }

  /// @return false when another payout has this refund
  boolean write(Note note) {
    return Boolean.TRUE.equals(
        transactions.execute(_ ->
            jdbc.sql(
                        """
                        insert into taobao_payout (payout, trade, refund, amount_fen, asked_at)
                        values (:payout, :trade, :refund, :fen, :now)
                        on conflict do nothing
                        """)
                    .param("payout", note.payout())
                    .param("trade", note.trade())
                    .param("refund", note.refund())
                    .param("fen", note.amountFen())
                    .param("now", clock.millis())
                    .update()
                == 1));
  }

  /// The platform has clearly refused: the refund is free for another payout.
  void erase(String payout) {
    transactions.executeWithoutResult(_ ->
        jdbc.sql("delete from taobao_payout where payout = :payout")
            .param("payout", payout)
            .update());
  }
}
