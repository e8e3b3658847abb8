package dev.kefu.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL of its own, started once and ended with the process. Every folder has a
/// database there, copied from one that was brought to the present schema before, until the folder
/// is gone.
@NullMarked
public final class TestPostgres {

  public static final String USER = "postgres";

  private static final String TEMPLATE = "kefu_migrated";
  private static final String BY_BYTES = "template template0 encoding 'UTF8' locale 'C.UTF-8'";

  /// File by file, and not through the log, which would take all of it once more.
  private static final String AS_FILES = " strategy file_copy";

  private static final String LOG_IN_MEMORY = "256MB";

  private static @Nullable TestPostgres shared;

  private final EmbeddedPostgres server;
  private final Map<Path, Copy> databases = new HashMap<>();
  private int made;

  /// @param heldBy goes with the test that asked for it
  private record Copy(String name, Path heldBy) {}

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  public static synchronized TestPostgres shared() {
    var running = shared;
    if (running == null) {
      running = start();
      shared = running;
    }
    return running;
  }

  private static TestPostgres start() {
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "300");
      TestMemory.folder("postgres")
          .ifPresent(folder ->
              builder.setDataDirectory(folder).setServerConfig("max_wal_size", LOG_IN_MEMORY));
      var postgres = new TestPostgres(builder.start());
      var url = postgres.urlOfNew(TEMPLATE, BY_BYTES);
      Migrations.run(Migrations.flyway(new PostgresServer(url, USER, null)));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The database of a folder, made when it is first asked for.
  public synchronized String url(Path folder) {
    begin(folder);
    return urlOf(Objects.requireNonNull(databases.get(normal(folder))).name());
  }

  /// Makes the database of a folder unless there is one.
  ///
  /// @return whether there was none
  synchronized boolean begin(Path folder) {
    var key = normal(folder);
    if (databases.containsKey(key)) {
      return false;
    }
    dropWhatNobodyHolds();
    var name = "kefu_" + ++made;
    execute("create database " + name + " template " + TEMPLATE + AS_FILES);
    databases.put(key, new Copy(name, nearest(key)));
    return true;
  }

  private void dropWhatNobodyHolds() {
    databases
        .values()
        .removeIf(copy -> {
          var gone = !Files.exists(copy.heldBy());
          if (gone) {
            execute("drop database " + copy.name() + " with (force)");
          }
          return gone;
        });
  }

  private static Path normal(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  /// The folder itself may not have been made yet.
  private static Path nearest(Path folder) {
    var there = folder;
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent());
    }
    return there;
  }

  PostgresServer database(Path folder) {
    return new PostgresServer(url(folder), USER, null);
  }

  /// An empty one, made as the manual says.
  public String urlOfEmpty() {
    return urlOfNew("kefu_empty_" + System.nanoTime(), BY_BYTES);
  }

  /// An empty one, and somebody who may come in and make nothing there.
  String urlOfNewWithout(String user) {
    execute("create role " + user + " login");
    return urlOfEmpty();
  }

  /// An empty one, made as somebody would who did not read the manual.
  ///
  /// @param how what follows the name in `create database`
  String urlOfNew(String name, String how) {
    execute("create database " + name + " " + how);
    return urlOf(name);
  }

  private String urlOf(String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), name);
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
