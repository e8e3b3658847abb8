package dev.kefu.assist;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The examples of what shoppers want, and who changed them. What holds is asked for by its number
/// each time, so that a change holds on every node from the moment it is committed.
@Component
class IntentBook {

  static final String IMPORT = "import";

  private static final TypeReference<List<IntentChange>> CHANGES = new TypeReference<>() {};

  private final HelpRows rows;
  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final JsonMapper json;

  /// The one read last; a stale one is known by its number, so no lock is needed.
  private volatile Edition last = new Edition(new Version(0, "", null, List.of()), List.of());

  IntentBook(HelpRows rows, JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.rows = rows;
    this.jdbc = jdbc;
    this.reader = reader;
    this.json = json;
  }

  /// @param by id of who made it, or [#IMPORT]
  /// @param at null when nobody knows
  record Version(long version, String by, @Nullable Instant at, List<IntentChange> changes) {}

  record Edition(Version made, List<Intent> intents) {

    long version() {
      return made.version();
    }
  }

  /// What holds now.
  Edition current() {
    var known = last;
    long version =
        reader
            .sql("select coalesce(max(version), 0) from intent_version")
            .query(Long.class)
            .single();
    if (known.version() != version) {
      var made = versions(version + 1, 1);
      known =
          new Edition(
              made.isEmpty() ? new Version(version, "", null, List.of()) : made.getFirst(),
              rows.intents());
      last = known;
    }
    return known;
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  List<Version> versions(long below, int limit) {
    return reader
        .sql(
            """
            select version, changed_by, changed_at, changes from intent_version
            where version < :below
            order by version desc
            limit :limit
            """)
        .param("below", below)
        .param("limit", limit)
        .query((row, _) ->
            new Version(
                row.getLong("version"),
                row.getString("changed_by"),
                row.getLong("changed_at") == 0
                    ? null
                    : Instant.ofEpochMilli(row.getLong("changed_at")),
                json.readValue(row.getString("changes"), CHANGES)))
        .list();
  }

  /// Stores the next version. Of two who change the same one the second is refused. Call in the
  /// writer's transaction.
  ///
  /// @param read the version the change was made on
  /// @throws VersionConflict with the version that holds
  void change(long read, List<Intent> intents, List<IntentChange> changes, String by, Instant at) {
    long now =
        jdbc.sql("select coalesce(max(version), 0) from intent_version").query(Long.class).single();
    if (now != read) {
      throw new VersionConflict(now);
    }
    rows.replace(intents);
    try {
      jdbc.sql(
              """
              insert into intent_version (version, changed_by, changed_at, changes)
              values (:version, :by, :at, :changes)
              """)
          .param("version", read + 1)
          .param("by", by)
          .param("at", at.toEpochMilli())
          .param("changes", json.writeValueAsString(changes))
          .update();
    } catch (DuplicateKeyException _) {
      throw new VersionConflict(read + 1);
    }
  }
}
