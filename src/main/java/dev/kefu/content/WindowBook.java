package dev.kefu.content;

import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The named windows as they are written: one place to change the dates of all that names them.
///
/// Whatever holds inside a window asks [ShopProfile] each time, so a change holds on every node
/// from the moment it is committed.
@Component
public class WindowBook {

  private static final int MOST = 1_000;

  private final JdbcClient writer;
  private final JdbcClient reader;

  public WindowBook(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// @param version grows with each change
  public record Entry(Windows.Window window, long version, Instant updatedAt, String updatedBy) {}

  /// By their beginning.
  public List<Entry> all() {
    return reader
        .sql(
            """
            select name, title, starts_at, ends_at, version, updated_at, updated_by
            from validity_window
            order by starts_at, name
            limit :most
            """)
        .param("most", MOST)
        .query((row, _) ->
            new Entry(
                new Windows.Window(
                    row.getString("name"),
                    row.getString("title"),
                    Instant.ofEpochMilli(row.getLong("starts_at")),
                    Instant.ofEpochMilli(row.getLong("ends_at"))),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by")))
        .list();
  }

  public Optional<Entry> find(String name) {
    return all().stream().filter(e -> e.window().name().equals(name)).findFirst();
  }

  /// Call in the writer's transaction.
  ///
  /// @return false when there is one of that name already
  public boolean add(Windows.Window window, Instant at, String by) {
    return writer
            .sql(
                """
                insert into validity_window (name, title, starts_at, ends_at, version, updated_at,
                  updated_by)
                values (:name, :title, :from, :until, 1, :at, :by)
                on conflict (name) do nothing
                """)
            .param("name", window.name())
            .param("title", window.title())
            .param("from", window.from().toEpochMilli())
            .param("until", window.until().toEpochMilli())
            .param("at", at.toEpochMilli())
            .param("by", by)
            .update()
        > 0;
  }

  /// Call in the writer's transaction.
  ///
  /// @throws VersionConflict unless it is still at the version the caller read
  public void change(Windows.Window window, long read, Instant at, String by) {
    int changed =
        writer
            .sql(
                """
                update validity_window
                set title = :title, starts_at = :from, ends_at = :until, version = version + 1,
                  updated_at = :at, updated_by = :by
                where name = :name and version = :read
                """)
            .param("name", window.name())
            .param("title", window.title())
            .param("from", window.from().toEpochMilli())
            .param("until", window.until().toEpochMilli())
            .param("read", read)
            .param("at", at.toEpochMilli())
            .param("by", by)
            .update();
    if (changed == 0) {
      throw new VersionConflict(find(window.name()).map(Entry::version).orElse(0L));
    }
  }
}
