package dev.kefu.conversation;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.account.TestShoppers;
import dev.kefu.cluster.Signals;
import dev.kefu.cluster.TestSignals;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// The real log over a real database file, for tests of this room and of those above it.
@NullMarked
public final class TestConversations implements AutoCloseable {

  /// Writes and reads as the program does.
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private final TestDatabase database;
  private final GroupCommit writer;
  private final Conversations conversations;
  private final List<Object> published = new CopyOnWriteArrayList<>();

  private TestConversations(
      TestDatabase database, Clock clock, Signals signals, ApplicationEventPublisher news) {
    this.database = database;
    ApplicationEventPublisher publisher =
        event -> {
          published.add(event);
          news.publishEvent(event);
        };
    var logs =
        new OpenLogs(
            database.writer(),
            database.writerTemplate(),
            JSON,
            clock,
            database.others(),
            signals,
            publisher);
    var marks = new MarkBatch(database.writerTemplate(), database.writer());
    writer = new GroupCommit(database.transactionManager(), database.others(), logs, marks);
    writer.start();
    conversations =
        new Conversations(
            writer,
            logs,
            marks,
            TestShoppers.of(database, clock),
            database.writer(),
            database.reader(),
            JSON,
            clock,
            publisher);
  }

  public static TestConversations create(Path folder) {
    return over(TestDatabase.create(folder), Clock.systemUTC(), _ -> {});
  }

  /// @param news hears what is published, after the commit
  public static TestConversations over(
      TestDatabase database, Clock clock, ApplicationEventPublisher news) {
    return over(database, clock, TestSignals.local(), news);
  }

  /// One that hears what other nodes share.
  public static TestConversations over(
      TestDatabase database, Clock clock, Signals signals, ApplicationEventPublisher news) {
    return new TestConversations(database, clock, signals, news);
  }

  public Conversations conversations() {
    return conversations;
  }

  public ShownPictures shownPictures() {
    return new ShownPictures(database.reader(), JSON);
  }

  public TestDatabase database() {
    return database;
  }

  /// What was published so far, in order.
  public List<Object> published() {
    return published;
  }

  public static Shopper shopper(String name) {
    return new Shopper(new ShopperId("shp_" + name), name, name);
  }

  public static Staff agent(String name) {
    return staff(name, "pre_sale", Role.AGENT);
  }

  public static Staff staff(String name, String group, Role... roles) {
    return new Staff(new StaffId("usr_" + name), name, name, Set.of(roles), group);
  }

  @Override
  public void close() {
    writer.stop();
    database.close();
  }
}
