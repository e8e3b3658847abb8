package dev.kefu.assist;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The playbooks that are in use, what they were before, and who changed them. What holds is asked
/// for by its number each time, so that a change holds on every node from the moment it is
/// committed.
///
/// Each change takes the next number, which is the version of what it changed: an id that is taken
/// again never has a version it had before. What writes is called inside a transaction.
@Component
class PlaybookBook {

  /// The number of what was there before anybody changed anything.
  static final long FIRST = 1;

  private final HelpRows rows;
  private final JdbcClient jdbc;
  private final JdbcClient reader;

  /// The one read last; a stale one is known by its number, so no lock is needed.
  private volatile Edition last = new Edition(FIRST, List.of());

  PlaybookBook(HelpRows rows, JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.rows = rows;
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// @param version the number of the last change
  private record Edition(long version, List<Playbook> inUse) {}

  /// @param version the number of the change that made it as it is
  record Kept(Playbook playbook, long version) {}

  /// What was done to a playbook.
  enum Action {
    ADDED,
    CHANGED,
    RETIRED
  }

  /// @param version its number
  /// @param by id of who made it
  /// @param file the playbook since then; of a retired one as it was last
  record Change(long version, String playbook, Action action, String by, Instant at, String file) {}

  /// By their ids. An empty list is read anew each time: a shop's content may be on its way.
  List<Playbook> inUse() {
    var known = last;
    long version = last();
    if (known.version() != version || known.inUse().isEmpty()) {
      known = new Edition(version, rows.playbooks());
      last = known;
    }
    return known.inUse();
  }

  /// The number of the last change.
  long last() {
    return last(reader);
  }

  /// The same, as the one who writes sees it.
  long lastNow() {
    return last(jdbc);
  }

  private static long last(JdbcClient client) {
    return client
        .sql("select coalesce(max(version), :first) from playbook_version")
        .param("first", FIRST)
        .query(Long.class)
        .single();
  }

  /// One that is in use. The number is read first: at worst what is told is newer, and a write on
  /// it refused.
  Optional<Kept> find(String id) {
    long version = version(reader, id);
    return inUse().stream()
        .filter(playbook -> playbook.id().equals(id))
        .findFirst()
        .map(playbook -> new Kept(playbook, version));
  }

  /// The same, as the one who writes sees it.
  Optional<Kept> findNow(String id) {
    return now().stream()
        .filter(playbook -> playbook.id().equals(id))
        .findFirst()
        .map(playbook -> new Kept(playbook, version(jdbc, id)));
  }

  /// All that are in use, as the one who writes sees them.
  List<Playbook> now() {
    return rows.playbooksNow();
  }

  /// The number of the last change of one of them.
  long version(String id) {
    return version(reader, id);
  }

  private static long version(JdbcClient client, String id) {
    return client
        .sql("select coalesce(max(version), :first) from playbook_version where playbook = :id")
        .param("first", FIRST)
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /// Newest first.
  ///
  /// @param id of one playbook; null for all
  /// @param below only changes before this one
  List<Change> changes(@Nullable String id, long below, int limit) {
    return reader
        .sql(
            """
            select version, playbook, action, changed_by, changed_at, file from playbook_version
            where version < :below and (:any = 1 or playbook = :id)
            order by version desc
            limit :limit
            """)
        .param("below", below)
        .param("any", id == null ? 1 : 0)
        .param("id", id == null ? "" : id)
        .param("limit", limit)
        .query(PlaybookBook::change)
        .list();
  }

  /// Those that are out of use, as they were last, the latest first.
  List<Change> retired() {
    return reader
        .sql(
            """
            select version, playbook, action, changed_by, changed_at, file
            from playbook_version gone
            where action = 'retired' and not exists (
              select 1 from playbook_version later
              where later.playbook = gone.playbook and later.version > gone.version)
            order by version desc
            limit :most
            """)
        .param("most", HelpRows.MOST)
        .query(PlaybookBook::change)
        .list();
  }

  /// What playbooks are called by their ids, retired ones as they were last.
  Map<String, String> titles() {
    var titles = new HashMap<String, String>();
    for (var gone : retired()) {
      PlaybookFile.read(gone.file()).ifPresent(was -> titles.put(was.id(), was.title()));
    }
    inUse().forEach(playbook -> titles.put(playbook.id(), playbook.title()));
    return titles;
  }

  private static Change change(ResultSet row, int number) throws SQLException {
    return new Change(
        row.getLong("version"),
        row.getString("playbook"),
        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
        row.getString("changed_by"),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        row.getString("file"));
  }

  /// @return the number of this change
  long add(Playbook playbook, String by, Instant at) {
    rows.store(playbook);
    return record(playbook, Action.ADDED, by, at);
  }

  /// @return the number of this change
  long change(Playbook playbook, String by, Instant at) {
    rows.removePlaybook(playbook.id());
    rows.store(playbook);
    return record(playbook, Action.CHANGED, by, at);
  }

  /// @return the number of this change
  long retire(Playbook playbook, String by, Instant at) {
    rows.removePlaybook(playbook.id());
    return record(playbook, Action.RETIRED, by, at);
  }

  private long record(Playbook playbook, Action action, String by, Instant at) {
    long version = last(jdbc) + 1;
    try {
      jdbc.sql(
              """
              insert into playbook_version (version, playbook, action, changed_by, changed_at, file)
              values (:version, :playbook, :action, :by, :at, :file)
              """)
          .param("version", version)
          .param("playbook", playbook.id())
          .param("action", action.name().toLowerCase(Locale.ROOT))
          .param("by", by)
          .param("at", at.toEpochMilli())
          .param("file", PlaybookFile.write(playbook))
          .update();
    } catch (DuplicateKeyException _) {
      throw new VersionConflict(version);
    }
    return version;
  }
}
