package dev.kefu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// Debian's ejabberd with its message archive in PostgreSQL, as a process of its own beside
/// whatever ejabberd the machine may run. It is a cluster of nobody: no name, no `epmd`, no port
/// but one on loopback.
final class Ejabberd {

  static final String DATABASE = "ejabberd";

  private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
  private static final Path CONFIG = Path.of("src/test/bench/ejabberd/ejabberd.yml");

  private static final String ACCOUNT = "insert into users (username, password) values (?, ?)";

  private final Options options;

  Ejabberd(Options options) {
    this.options = options;
  }

  boolean installed() {
    return options.has("ejabberd");
  }

  /// @param postgres has no database of that name yet
  Served start(Path folder, Postgres postgres)
      throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    postgres.create(DATABASE);
    fill(postgres);
    var port = Served.freePort();
    Files.writeString(
        folder.resolve("ejabberd.yml"),
        Files.readString(CONFIG)
            .replace("PORT", "" + port)
            .replace("DATABASE", "" + postgres.port()));
    return Served.start(Kind.XMPP, folder, port, command());
  }

  /// Makes the tables, and an account for everybody who may come.
  private void fill(Postgres postgres) throws IOException, SQLException {
    try (var connection = postgres.connect(DATABASE);
        var schema = connection.createStatement();
        var account = connection.prepareStatement(ACCOUNT)) {
      schema.execute(Files.readString(SCHEMA));
      for (int i = 0; i < options.number("pairs", Bench.PAIRS); i++) {
        for (var name : List.of(XmppDoor.shopperAccount(i), XmppDoor.agentAccount(i))) {
          account.setString(1, name);
          account.setString(2, XmppDoor.PASSWORD);
          account.addBatch();
        }
      }
      account.executeBatch();
    }
  }

  /// As Debian's `ejabberdctl foreground` starts it, but for the name.
  private List<String> command() {
    var library = Path.of(options.text("ejabberd", ""));
    return List.of(
        "env",
        "ERL_LIBS=" + library.getParent(),
        "EJABBERD_CONFIG_PATH=DATA/ejabberd.yml",
        "EJABBERD_LOG_PATH=DATA/ejabberd.log",
        "ERL_CRASH_DUMP=DATA/erl_crash.dump",
        "ERL_MAX_PORTS=32000",
        "ERL_MAX_ETS_TABLES=1400",
        "erl",
        "+K",
        "true",
        "+P",
        "250000",
        "-noinput",
        "-mnesia",
        "dir",
        "\"DATA/mnesia\"",
        "-s",
        "ejabberd");
  }

  /// How many messages stand in the archives of two people, once in each.
  static long archived(Postgres postgres) throws SQLException {
    return count(
        postgres,
        """
        select count(*) from (
          select substring(xml from '^<message[^>]* id=''([^'']+)''') as message
          from archive
          group by message
          having count(*) = 2 and count(distinct username) = 2) whole
        """);
  }

  /// How many rows the archives have.
  static long rows(Postgres postgres) throws SQLException {
    return count(postgres, "select count(*) from archive");
  }

  private static long count(Postgres postgres, String sql) throws SQLException {
    try (var connection = postgres.connect(DATABASE);
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
