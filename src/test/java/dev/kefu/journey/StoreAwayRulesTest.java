package dev.kefu.journey;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import dev.kefu.cluster.Signals;
import dev.kefu.cluster.TestSignals;
import dev.kefu.storage.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A nudge tells that something has moved, and the store does not answer at that moment.
@Tag("one-node")
class StoreAwayRulesTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static TestServer server;

  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  private Cast cast;
  private Cast.Visit shopper;
  private Cast.Member colleague;
  private String known;
  private String conversation;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.empty(
            "--kefu.database.url=" + TestPostgres.shared().urlOfEmpty(),
            "--kefu.database.username=" + TestPostgres.USER,
            "--kefu.gateway.poll=300ms");
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void aConversationWaits() throws Exception {
    cast = new Cast(server.http());
    shopper = cast.stranger();
    known = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(known, "在吗");
    colleague = cast.staff("agent2");
    // One that nobody follows: only work lists show it.
    conversation = "cnv_" + known.substring(4).toUpperCase(java.util.Locale.ROOT);
    sql(
        """
        insert into conversation (id, shopper, shopper_name, buyer, stage, status, group_id, owner,
          context, head, shopper_head, last_staff_seq, last_text, last_at, waiting_since, opened_at)
        select '%s', shopper, shopper_name, buyer, 'after_sale', status, group_id, owner, context,
          0, 0, 0, '', last_at, null, opened_at
        from conversation where id = '%s'
        """
            .formatted(conversation, known));
    colleague.socket().awaitLine(conversation, line -> line != null, "the poll has seen it");
    said.list = new CopyOnWriteArrayList<>();
    said.start();
    ((Logger) LoggerFactory.getLogger("dev.kefu.gateway.WorkLists")).addAppender(said);
  }

  @AfterEach
  void listensNoMore() {
    ((Logger) LoggerFactory.getLogger("dev.kefu.gateway.WorkLists")).detachAppender(said);
  }

  private static void sql(String sql) {
    server.bean(JdbcClient.class).sql(sql).update();
  }

  private static void goAway() {
    sql("alter table conversation rename to conversation_away");
  }

  private static void comeBack() {
    sql("alter table conversation_away rename to conversation");
  }

  private void nudge(String kind, long position) {
    nudge(kind, conversation, position);
  }

  private static void nudge(String kind, String id, long position) {
    TestSignals.fromAnotherNode(server.bean(Signals.class), kind + "/" + id, position);
  }

  private void awaitText(String text) throws Exception {
    colleague
        .socket()
        .awaitLine(conversation, line -> line != null && lastText(line).equals(text), text);
  }

  private static String lastText(JsonNode line) {
    return line.path("last").path("text").asString("");
  }

  @Test
  void P_32_whatWasToldMeanwhileIsFoundByThePoll() throws Exception {
    goAway();
    nudge("conversation", 1);
    comeBack();
    sql(
        "update conversation set head = 1, last_text = '有人吗', last_at = %d where id = '%s'"
            .formatted(System.currentTimeMillis(), conversation));

    awaitText("有人吗");
  }

  @Test
  void aLineThatCouldNotBeReadIsShownOnceItCan() throws Exception {
    sql("update conversation set last_text = '不在线' where id = '%s'".formatted(conversation));
    goAway();
    nudge("case", 0);
    await().atMost(SOON).until(() -> !said.list.isEmpty());
    comeBack();

    awaitText("不在线");
  }

  @Test
  void aSocketOutlivesAStoreThatHasNoTimeForItsLines() throws Exception {
    colleague.socket().command("take", known, Map.of());
    var writer = (Logger) LoggerFactory.getLogger("dev.kefu.gateway.Connection");
    writer.setLevel(Level.DEBUG);
    writer.addAppender(said);
    var taken = takeAllReaders();
    try {
      // Whether a case waits has to be read anew for the next line.
      nudge("case", known, 0);
      shopper.socket().say(known, "还有货吗");
      await()
          .atMost(SOON)
          .until(() -> said.list.stream().anyMatch(StoreAwayRulesTest::isToldLater));
      colleague.socket().awaitText("还有货吗");
    } finally {
      taken.forEach(StoreAwayRulesTest::giveBack);
      writer.detachAppender(said);
      writer.setLevel(null);
    }

    colleague
        .socket()
        .awaitLine(known, line -> line != null && lastText(line).equals("还有货吗"), "told later");
  }

  private static boolean isToldLater(ILoggingEvent event) {
    return event.getMessage().contains("is told later");
  }

  private static List<Connection> takeAllReaders() throws SQLException {
    var readers = server.bean("readers", HikariDataSource.class);
    var taken = new ArrayList<Connection>();
    for (var n = 0; n < readers.getMaximumPoolSize(); n++) {
      taken.add(readers.getConnection());
    }
    return taken;
  }

  private static void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
