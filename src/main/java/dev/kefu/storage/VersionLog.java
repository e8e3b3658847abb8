package dev.kefu.storage;

import dev.kefu.base.VersionConflict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Who has changed something that is kept as a whole, and how, in a table of its own with the
/// columns `version changed_by changed_at changes`. What holds is asked for by its number each
/// time, so that a change holds on every node from the moment it is committed. Any thread.
///
/// @param <C> a change, kept as JSON
public final class VersionLog<C> {

  /// Stands for who brought the content folder in.
  public static final String IMPORT = "import";

  private final String table;
  private final JdbcClient writer;
  private final JdbcClient reader;
  private final JsonMapper json;
  private final TypeReference<List<C>> changes;

  /// @param table never what somebody has typed
  public VersionLog(
      String table,
      JdbcClient writer,
      JdbcClient reader,
      JsonMapper json,
      TypeReference<List<C>> changes) {
    this.table = table;
    this.writer = writer;
    this.reader = reader;
    this.json = json;
    this.changes = changes;
  }

  /// @param version 0 for what nobody has made
  /// @param by id of who made it, or [#IMPORT]
  /// @param at null when nobody knows
  public record Version<C>(long version, String by, @Nullable Instant at, List<C> changes) {

    public static <C> Version<C> none() {
      return new Version<>(0, "", null, List.of());
    }
  }

  /// The number of what holds now; 0 before anything was made.
  public long newest() {
    return newest(reader);
  }

  private long newest(JdbcClient client) {
    return client.sql("select coalesce(max(version), 0) from " + table).query(Long.class).single();
  }

  /// One of them.
  public Version<C> find(long version) {
    var made = versions(version + 1, 1);
    return made.isEmpty() ? Version.none() : made.getFirst();
  }

  /// Newest first.
  ///
  /// @param below only versions before this one
  public List<Version<C>> versions(long below, int limit) {
    return reader
        .sql(
            "select version, changed_by, changed_at, changes from "
                + table
                + " where version < :below order by version desc limit :limit")
        .param("below", below)
        .param("limit", limit)
        .query((row, _) -> {
          var at = row.getLong("changed_at");
          return new Version<>(
              row.getLong("version"),
              row.getString("changed_by"),
              at == 0 ? null : Instant.ofEpochMilli(at),
              json.readValue(row.getString("changes"), changes));
        })
        .list();
  }

  /// Makes the next version and has what holds then written. Of two who change the same one the
  /// second is refused. Call in the writer's transaction.
  ///
  /// @param read the version the change was made on
  /// @throws VersionConflict with the version that holds
  public void next(long read, List<C> made, String by, Instant at, Runnable write) {
    long now = newest(writer);
    if (now != read) {
      throw new VersionConflict(now);
    }
    write.run();
    try {
      writer
          .sql(
              "insert into "
                  + table
                  + " (version, changed_by, changed_at, changes)"
                  + " values (:version, :by, :at, :changes)")
          .param("version", read + 1)
          .param("by", by)
          .param("at", at.toEpochMilli())
          .param("changes", json.writeValueAsString(made))
          .update();
    } catch (DuplicateKeyException _) {
      throw new VersionConflict(read + 1);
    }
  }
}
