package dev.kefu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures the product and ejabberd in turn, both with all messages in a PostgreSQL of their own.
final class Xmpp {

  private static final String NAME = "ejabberd + MAM";
  private static final double TIMES = 15;

  private final Options options;
  private final Path folder;
  private final Ejabberd ejabberd;
  private final List<Postgres> databases = new ArrayList<>();

  Xmpp(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
    this.ejabberd = new Ejabberd(options);
  }

  boolean run() throws IOException, InterruptedException, SQLException {
    try (var contest = new Contest(options, folder)) {
      var commands = new Commands(options);
      var kefu = kefu(contest, Compare.WITHOUT, commands.kefuWithoutSuggestions());
      kefu(contest, "Kefu", commands.kefu());
      if (!ejabberd.installed()) {
        System.out.println(
            "there is no ejabberd with a PostgreSQL driver here: the product is measured alone");
        play(contest);
        return contest.flaws().isEmpty();
      }
      var own = contest.folder(NAME);
      var database = database(own);
      var served = ejabberd.start(own, database);
      var yardstick = contest.enter(NAME, served, database.meter());
      play(contest);
      goals(kefu, yardstick);
      return archived(yardstick.load().counts().sent(), database) && contest.flaws().isEmpty();
    } finally {
      databases.forEach(Postgres::close);
    }
  }

  private Postgres database(Path own) throws IOException, InterruptedException {
    var installed = Path.of(options.text("postgres", "target/postgres"));
    var database = Postgres.start(installed, own.resolve("postgres"));
    databases.add(database);
    return database;
  }

  private Contestant kefu(Contest contest, String name, List<String> command)
      throws IOException, InterruptedException, SQLException {
    var own = contest.folder(name);
    var database = database(own);
    var whole = new ArrayList<>(command);
    whole.add("--kefu.database.url=" + database.create("kefu"));
    whole.add("--kefu.database.username=" + Postgres.USER);
    return contest.enter(name, Served.start(Kind.KEFU, own, whole), database.meter());
  }

  private void play(Contest contest) throws IOException, InterruptedException {
    var direction = Bench.direction(options);
    contest.play(direction);
    table(contest, direction);
    System.out.println(contest.flaws());
  }

  private static void table(Contest contest, Load.Direction direction) {
    System.out.printf("%n%s, median of messages/s, least CPU:%n%n", direction);
    System.out.println(
        "| server | messages/s | CPU s/M | of it PostgreSQL | Kefu's messages/s / its | Kefu's CPU"
            + " / its | ok p50 / p99 ms | client s/M | flaws |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    var kefu = contest.contestants().getFirst();
    for (var contestant : contest.contestants()) {
      var last = contestant.last();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.1f | %.2f | %.3f | %.1f / %.1f | %.1f | %d |%n",
          contestant.name(),
          contestant.perSecond(),
          contestant.cost(),
          contestant.cheapest().databaseCost(),
          kefu.perSecond() / contestant.perSecond(),
          kefu.cost() / contestant.cost(),
          last.times().ok().ms(50),
          last.times().ok().ms(99),
          last.clientCost(),
          contestant.flaws().size());
    }
  }

  private static void goals(Contestant kefu, Contestant ejabberd) {
    Contest.goal("times messages/s", kefu.perSecond() / ejabberd.perSecond(), TIMES, true);
    Contest.goal("CPU / ejabberd's", kefu.cost() / ejabberd.cost(), 1 / TIMES, false);
  }

  /// Whether each message that was sent stands in the archives of both sides.
  private static boolean archived(long sent, Postgres database) throws SQLException {
    var whole = Ejabberd.archived(database);
    var rows = Ejabberd.rows(database);
    System.out.printf(
        "%s: of %d messages %d stand in both archives, in %d rows%n", NAME, sent, whole, rows);
    return whole == sent && rows == 2 * sent;
  }
}
