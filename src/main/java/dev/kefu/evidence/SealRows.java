package dev.kefu.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Seals and what they cover, in the database, through one client.
final class SealRows {

  private static final String COLUMNS = "n, conversation, to_seq, digest, seen_to, seen, chain, at";

  private final JdbcClient jdbc;

  SealRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Where a conversation's log stands.
  record Standing(String conversation, long head) {}

  /// Those with events that are not sealed and that have been quiet for a while, quiet longest
  /// first.
  List<Standing> unsealed(long changedAfter, long quietSince, int limit) {
    return jdbc.sql(
            """
            select c.id, c.head from conversation c
            where c.last_at >= :after and c.last_at < :quiet and c.head > coalesce((
              select max(s.to_seq) from evidence_seal s where s.conversation = c.id), 0)
            order by c.last_at limit :limit
            """)
        .param("after", changedAfter)
        .param("quiet", quietSince)
        .param("limit", limit)
        .query((row, _) -> new Standing(row.getString("id"), row.getLong("head")))
        .list();
  }

  Optional<Long> head(String conversation) {
    return jdbc.sql("select head from conversation where id = :id")
        .param("id", conversation)
        .query(Long.class)
        .optional();
  }

  /// Up to here a log has lost its words at the shopper's wish; 0 for not at all.
  long erasedTo(String conversation) {
    return jdbc.sql("select erased_to from conversation where id = :id and erased_to is not null")
        .param("id", conversation)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /// As they were said: what was recalled since has its words here.
  void events(String conversation, long after, long to, Consumer<Said> told) {
    jdbc.sql(
            """
            select e.seq, e.shopper_seq, e.kind, e.sender_id, e.sender_role, e.sender_name, e.mid,
              coalesce(w.body, e.body) as body, e.at
            from event e
            left join withdrawn_message w on w.conversation = e.conversation and w.seq = e.seq
            where e.conversation = :conversation and e.seq > :after and e.seq <= :to
            order by e.seq
            """)
        .param("conversation", conversation)
        .param("after", after)
        .param("to", to)
        .query((ResultSet row) -> told.accept(said(row)));
  }

  private static Said said(ResultSet row) throws SQLException {
    return new Said(
        row.getLong("seq"),
        row.getLong("shopper_seq"),
        row.getString("kind"),
        row.getString("sender_id"),
        row.getString("sender_role"),
        row.getString("sender_name"),
        row.getString("mid"),
        row.getString("body"),
        row.getLong("at"));
  }

  /// What staff had before them for messages after one and up to another.
  List<Seen> seen(String conversation, long after, long to) {
    return jdbc
        .sql(
            """
            select for_seq, cards, abstained, at from suggestion_set
            where conversation = :conversation and for_seq > :after and for_seq <= :to
            order by for_seq
            """)
        .param("conversation", conversation)
        .param("after", after)
        .param("to", to)
        .query((row, _) ->
            new Seen(
                row.getLong("for_seq"),
                row.getString("cards"),
                row.getString("abstained"),
                "",
                row.getLong("at")))
        .list()
        .stream()
        .map(each ->
            new Seen(
                each.forSeq(),
                each.cards(),
                each.abstained(),
                used(conversation, each.forSeq()),
                each.at()))
        .toList();
  }

  private String used(String conversation, long forSeq) {
    var used =
        jdbc.sql(
                """
                select id, used_seq, used_how from suggestion
                where conversation = :conversation and for_seq = :seq and used_seq is not null
                order by used_seq, id
                """)
            .param("conversation", conversation)
            .param("seq", forSeq)
            .query((row, _) ->
                "%s=%d %s"
                    .formatted(
                        row.getString("id"), row.getLong("used_seq"), row.getString("used_how")))
            .list();
    return String.join("\n", used);
  }

  /// Of one conversation, oldest first.
  List<Seal> of(String conversation) {
    return jdbc.sql(
            "select " + COLUMNS + " from evidence_seal where conversation = :id order by to_seq")
        .param("id", conversation)
        .query(SealRows::seal)
        .list();
  }

  Optional<Seal> lastOf(String conversation) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from evidence_seal where conversation = :id order by to_seq desc limit 1")
        .param("id", conversation)
        .query(SealRows::seal)
        .optional();
  }

  Optional<Seal> last() {
    return jdbc.sql("select " + COLUMNS + " from evidence_seal order by n desc limit 1")
        .query(SealRows::seal)
        .optional();
  }

  /// In the order they were made.
  List<Seal> after(long n, int limit) {
    return jdbc.sql(
            "select " + COLUMNS + " from evidence_seal where n > :n order by n limit :limit")
        .param("n", n)
        .param("limit", limit)
        .query(SealRows::seal)
        .list();
  }

  /// Events nothing covers yet.
  long unsealedEvents() {
    return jdbc.sql(
            """
            select coalesce(sum(c.head - coalesce((
              select max(s.to_seq) from evidence_seal s where s.conversation = c.id), 0)), 0)
            from conversation c
            """)
        .query(Long.class)
        .single();
  }

  void insert(Seal seal) {
    jdbc.sql(
            """
            insert into evidence_seal (n, conversation, to_seq, digest, seen_to, seen, chain, at)
            values (:n, :conversation, :toSeq, :digest, :seenTo, :seen, :chain, :at)
            """)
        .param("n", seal.n())
        .param("conversation", seal.conversation())
        .param("toSeq", seal.toSeq())
        .param("digest", seal.digest())
        .param("seenTo", seal.seenTo())
        .param("seen", seal.seen())
        .param("chain", seal.chain())
        .param("at", seal.at())
        .update();
  }

  private static Seal seal(ResultSet row, int number) throws SQLException {
    return new Seal(
        row.getLong("n"),
        row.getString("conversation"),
        row.getLong("to_seq"),
        row.getString("digest"),
        row.getLong("seen_to"),
        row.getString("seen"),
        row.getString("chain"),
        row.getLong("at"));
  }
}
