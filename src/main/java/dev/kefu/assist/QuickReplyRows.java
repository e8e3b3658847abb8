package dev.kefu.assist;

import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Quick replies in the database. What writes is called inside a transaction.
///
/// Each change takes the next number, which is the version of what it changed: a code that is taken
/// again never has a version it had before. Whoever asks reads what is stored, so that a change
/// holds on every node from the moment it is committed.
@Component
class QuickReplyRows {

  static final int MOST = 1_000;

  /// The number of what was there before anybody changed anything.
  static final long FIRST = 1;

  /// Which changes are counted.
  private static final int OF_THE_SHOP = 1;

  private static final int OF_ONES_OWN = 2;

  private static final String COLUMNS = "code, title, text, stage, version";

  private final JdbcClient jdbc;
  private final JdbcClient reader;

  QuickReplyRows(JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// @param version the number of the change that made it as it is
  record Kept(QuickReply reply, long version) {}

  /// In the shop's order.
  List<Kept> all() {
    return list(reader);
  }

  /// The same, as the one who writes sees it.
  List<Kept> now() {
    return list(jdbc);
  }

  private static List<Kept> list(JdbcClient client) {
    return client
        .sql("select " + COLUMNS + " from quick_reply order by place, code limit :most")
        .param("most", MOST)
        .query((row, _) -> kept(row))
        .list();
  }

  static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new QuickReply(
            row.getString("code"),
            row.getString("title"),
            row.getString("text"),
            row.getString("stage")),
        row.getLong("version"));
  }

  Optional<Kept> find(String code) {
    return jdbc.sql("select " + COLUMNS + " from quick_reply where code = :code")
        .param("code", code)
        .query((row, _) -> kept(row))
        .optional();
  }

  /// The number of the last change.
  long last() {
    return reader
        .sql("select change from quick_reply_change where id = :id")
        .param("id", OF_THE_SHOP)
        .query(Long.class)
        .optional()
        .orElse(FIRST);
  }

  /// The next number. Until the transaction ends nobody else takes one.
  long next() {
    return next(OF_THE_SHOP);
  }

  /// The same for what people keep for themselves, so that the shop's list does not seem to change.
  long nextOwn() {
    return next(OF_ONES_OWN);
  }

  private long next(int id) {
    jdbc.sql(
            """
            insert into quick_reply_change (id, change) values (:id, :first)
            on conflict (id) do nothing
            """)
        .param("id", id)
        .param("first", FIRST)
        .update();
    return jdbc.sql(
            "update quick_reply_change set change = change + 1 where id = :id returning change")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /// Behind all others.
  void add(QuickReply reply, long version) {
    long place =
        jdbc.sql("select coalesce(max(place), -1) + 1 from quick_reply").query(Long.class).single();
    add(new Kept(reply, version), place);
  }

  void add(Kept kept, long place) {
    var reply = kept.reply();
    jdbc.sql(
            """
            insert into quick_reply (code, title, text, stage, place, version)
            values (:code, :title, :text, :stage, :place, :version)
            """)
        .param("code", reply.code())
        .param("title", reply.title())
        .param("text", reply.text())
        .param("stage", reply.stage())
        .param("place", place)
        .param("version", kept.version())
        .update();
  }

  void change(QuickReply reply, long version) {
    jdbc.sql(
            """
            update quick_reply
            set title = :title, text = :text, stage = :stage, version = :version
            where code = :code
            """)
        .param("code", reply.code())
        .param("title", reply.title())
        .param("text", reply.text())
        .param("stage", reply.stage())
        .param("version", version)
        .update();
  }

  void remove(String code) {
    jdbc.sql("delete from quick_reply where code = :code").param("code", code).update();
  }

  void removeAll() {
    jdbc.sql("delete from quick_reply").update();
  }
}
