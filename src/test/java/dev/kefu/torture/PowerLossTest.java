package dev.kefu.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The power goes at any moment: the writes and syncs of a real writer are played again onto a disk
/// that keeps what was synced, and of the rest what it likes.
class PowerLossTest {

  private static final int MESSAGES = 300;
  private static final int IMAGES = Integer.getInteger("torture.images", 90);
  private static final String DATABASE = "kefu.db";

  @TempDir Path folder;

  /// What became of the images.
  ///
  /// @param lost an acknowledged message is not there
  /// @param broken it cannot be read, or has a hole
  private record Verdict(int images, int lost, int broken) {}

  @Test
  void noPowerCutTakesWhatWasAcknowledged() throws Exception {
    var verdict = cutThePower("full");

    assertThat(verdict.images()).isGreaterThanOrEqualTo(IMAGES);
    assertThat(verdict.lost()).isZero();
    assertThat(verdict.broken()).isZero();
  }

  @Test
  void aWriterThatDoesNotWaitForTheDiskIsCaught() throws Exception {
    var verdict = cutThePower(PowerLossWriter.NORMAL);

    assertThat(verdict.lost()).isPositive();
  }

  /// SQLite brings what it has written ahead to its place after a commit, and tells nobody when the
  /// disk does not keep it there. What is written ahead was kept at the commit, and stays until
  /// that has worked: all of it is written again each time.
  @ParameterizedTest
  @ValueSource(strings = {"1+", "1..4", "2+3"})
  void F_08_acknowledgedMessagesOutliveThatTheirFileDoesNotKeepWhatComesToItsPlace(String which)
      throws Exception {
    Tools.needStrace();
    var data = Files.createDirectory(folder.resolve("data"));
    var database = data.resolve(DATABASE);
    Writer.run(data, PowerLossWriter.PREPARE);
    var disk = new Disk();
    disk.holds(DATABASE, Files.readAllBytes(database));
    var trace = folder.resolve("trace");
    var fault = "inject=fsync,fdatasync:error=EIO:when=" + which;
    var failing = List.of("-P", database.toString(), "-e", fault);

    // It comes to its end, so every message was acknowledged.
    Writer.traced(trace, failing, data, Integer.toString(MESSAGES), PowerLossWriter.OFTEN);
    var refused = new ArrayList<Trace.Call>();
    Trace.read(
        trace,
        call -> {
          if (call.failed()) {
            refused.add(call);
          }
          disk.carryOut(call);
        });
    var image = Files.createDirectory(folder.resolve("image"));
    disk.image(Disk.Loss.ALL_UNSYNCED, new SplittableRandom(), image);
    Files.copy(data.resolve(DATABASE + "-wal"), image.resolve(DATABASE + "-wal"));

    assertThat(refused).isNotEmpty();
    assertThat(Judge.stored(image)).hasSize(MESSAGES);
  }

  private Verdict cutThePower(String synchronous) throws Exception {
    Tools.needStrace();
    var seed = Long.getLong("torture.seed", RandomGenerator.getDefault().nextLong(1_000_000_000));
    var random = new SplittableRandom(seed);
    var data = Files.createDirectory(folder.resolve("data"));
    Writer.run(data, PowerLossWriter.PREPARE);
    var disk = new Disk();
    disk.holds(DATABASE, Files.readAllBytes(data.resolve(DATABASE)));
    var trace = folder.resolve("trace");
    Writer.traced(trace, List.of(), data, Integer.toString(MESSAGES), synchronous);

    var judge = new Judge(disk, random, Files.createDirectory(folder.resolve("image")));
    Trace.read(trace, judge::hear);
    var verdict = new Verdict(judge.images, judge.lost, judge.broken);
    System.out.println("power loss, " + synchronous + ", seed " + seed + ": " + verdict);
    assertThat(judge.acknowledged).hasSize(MESSAGES);
    return verdict;
  }

  /// Starts the writer.
  private static final class Writer {

    static void run(Path data, String... arguments) throws Exception {
      Tools.run(command(data, arguments).toArray(String[]::new));
    }

    /// @param more that the tracer is to do
    static void traced(Path trace, List<String> more, Path data, String... arguments)
        throws Exception {
      var command =
          new ArrayList<>(
              List.of(
                  "strace",
                  "-f",
                  "-qq",
                  "-y",
                  "-xx",
                  "-s",
                  "400000",
                  "-o",
                  trace.toString(),
                  "-e",
                  "trace=pwrite64,fsync,fdatasync,ftruncate,write"));
      command.addAll(more);
      command.addAll(command(data, arguments));
      Tools.run(command.toArray(String[]::new));
    }

    private static List<String> command(Path data, String... arguments) {
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  PowerLossWriter.class.getName(),
                  data.toString()));
      command.addAll(List.of(arguments));
      return command;
    }
  }

  /// Cuts the power after every so many acknowledgements and looks at what is left.
  private static final class Judge {

    private final Disk disk;
    private final RandomGenerator random;
    private final Path image;
    private final Set<Integer> acknowledged = new HashSet<>();
    private int images;
    private int lost;
    private int broken;

    Judge(Disk disk, RandomGenerator random, Path image) {
      this.disk = disk;
      this.random = random;
      this.image = image;
    }

    void hear(Trace.Call call) {
      var text = new String(call.data(), StandardCharsets.UTF_8);
      if (call.name().equals("write") && text.startsWith(PowerLossWriter.ACK)) {
        acknowledged.add(Integer.valueOf(text.substring(PowerLossWriter.ACK.length()).strip()));
        var wanted = (double) IMAGES * acknowledged.size() / MESSAGES;
        while (images < wanted) {
          for (var loss : Disk.Loss.values()) {
            look(loss);
          }
        }
      } else if (call.file().endsWith(DATABASE) || call.file().endsWith(DATABASE + "-wal")) {
        disk.carryOut(call);
      }
    }

    private void look(Disk.Loss loss) {
      images++;
      try {
        clear();
        disk.image(loss, random, image);
        if (!stored(image).containsAll(acknowledged)) {
          lost++;
        }
      } catch (SQLException e) {
        broken++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void clear() throws IOException {
      try (var files = Files.list(image)) {
        for (var file : (Iterable<Path>) files::iterator) {
          Files.delete(file);
        }
      }
    }

    /// @throws SQLException also when the file is unsound or a log has a hole
    private static Set<Integer> stored(Path image) throws SQLException {
      var stored = new HashSet<Integer>();
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + image.resolve(DATABASE));
          var statement = connection.createStatement()) {
        requireNothing(
            statement, "select * from pragma_integrity_check where integrity_check <> 'ok'");
        requireNothing(
            statement,
            """
            select c.id from conversation c
            where c.head <> (select count(*) from event e where e.conversation = c.id)
              or c.head <> (select coalesce(max(seq), 0) from event e where e.conversation = c.id)
            """);
        try (var rows = statement.executeQuery("select mid from event")) {
          while (rows.next()) {
            stored.add(Integer.valueOf(rows.getString(1).substring("message-".length())));
          }
        }
      }
      return stored;
    }

    private static void requireNothing(Statement statement, String query) throws SQLException {
      try (var rows = statement.executeQuery(query)) {
        if (rows.next()) {
          throw new SQLException(query + " found " + rows.getString(1));
        }
      }
    }
  }
}
