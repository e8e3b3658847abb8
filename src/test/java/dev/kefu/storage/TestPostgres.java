package dev.kefu.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL of its own, started once and ended with the process. Every folder has a
/// database there, copied from one that was brought to the present schema before.
@NullMarked
public final class TestPostgres {

  public static final String USER = "postgres";

  private static final String TEMPLATE = "kefu_migrated";
  private static final String BY_BYTES = "template template0 encoding 'UTF8' locale 'C.UTF-8'";

  private static @Nullable TestPostgres shared;

  private final EmbeddedPostgres server;
  private final Map<Path, String> databases = new ConcurrentHashMap<>();

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
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "300")
              .start();
      var postgres = new TestPostgres(server);
      var url = postgres.urlOfNew(TEMPLATE, BY_BYTES);
      Migrations.run(Migrations.flyway(new PostgresServer(url, USER, null)));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The database of a folder, made when it is first asked for.
  public String url(Path folder) {
    return urlOf(databases.computeIfAbsent(folder.toAbsolutePath().normalize(), _ -> copied()));
  }

  PostgresServer database(Path folder) {
    return new PostgresServer(url(folder), USER, null);
  }

  private String copied() {
    var name = "kefu_" + databases.size() + "_" + System.nanoTime();
    execute("create database " + name + " template " + TEMPLATE);
    return name;
  }

  /// An empty one, made as the manual says.
  public String urlOfEmpty() {
    return urlOfNew("kefu_empty_" + System.nanoTime(), BY_BYTES);
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
