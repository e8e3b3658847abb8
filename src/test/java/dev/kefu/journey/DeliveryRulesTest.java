package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.conversation.TestConversations;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What arrives, in which order, how often, and after a loss.
class DeliveryRulesTest {

  private static final int RESUME_CONVERSATION = 20;
  private static final int RESUME_HELLO = 30;

  private TestServer server;
  private Cast cast;
  private Cast.Member agent;
  private Cast.Visit shopper;
  private String conversation;

  @BeforeEach
  void twoTalk() throws Exception {
    server = TestServer.impatient();
    cast = new Cast(server.http());
    agent = cast.staff("agent");
    shopper = cast.stranger();
    conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    agent.socket().command("take", conversation, Map.of());
  }

  @Test
  void P_03_whatIsForStaffChangesNothingInWhatAShopperGets() throws Exception {
    agent.socket().command("note", conversation, Map.of("text", "她上次投诉过"));
    var answer = agent.socket().say(conversation, "在的");
    agent.socket().command("note", conversation, Map.of("text", "小心"));
    agent.socket().say(conversation, "您说");

    var heard = new ArrayList<Long>();
    heard.add(shopper.socket().awaitText("在的").path("seq").asLong());
    heard.add(shopper.socket().awaitText("您说").path("seq").asLong());

    assertThat(answer.path("seq").asLong()).isEqualTo(4);
    assertThat(heard).containsExactly(3L, 4L);
    assertThat(shopper.socket().rest().toString()).doesNotContain("投诉").doesNotContain("小心");
  }

  @Test
  void P_03_aShopperDoesNotNoticeThatStaffReadWhatIsForStaff() throws Exception {
    agent.socket().say(conversation, "在的");
    read(3);
    var before = shopper.socket().await(DeliveryRulesTest::isRead);
    agent.socket().command("note", conversation, Map.of("text", "小心"));
    read(4);
    agent.socket().say(conversation, "您说");
    read(5);
    var next = shopper.socket().await(DeliveryRulesTest::isRead);

    assertThat(before.path("seq").asLong()).isEqualTo(3);
    assertThat(next.path("seq").asLong()).isEqualTo(4);
  }

  private void read(long seq) throws Exception {
    agent.socket().send(Map.of("type", "read", "conversation", conversation, "seq", seq));
  }

  private static boolean isRead(JsonNode frame) {
    return frame.path("type").asString().equals("read");
  }

  @Test
  void P_04_aReadMarkNeverFalls() throws Exception {
    for (var i = 0; i < 3; i++) {
      shopper.socket().say(conversation, "第" + i + "句");
    }
    agent.socket().send(Map.of("type", "read", "conversation", conversation, "seq", 5));
    var further = shopper.socket().await("read");
    agent.socket().send(Map.of("type", "read", "conversation", conversation, "seq", 1));
    var back = shopper.socket().await("read");

    var row = row(snapshot(agent));
    assertThat(further.path("seq").asLong()).isEqualTo(5);
    assertThat(back.path("seq").asLong()).isLessThanOrEqualTo(5);
    assertThat(row.path("unread").asInt()).isZero();
  }

  @Test
  void P_06_theWorkListAndItsChangesAreAtEachMomentWhatANewOneWouldBe() throws Exception {
    var supervisor = cast.staff("supervisor");
    var colleague = cast.staff("agent2");
    var steps = new TreeMap<Integer, Step>();
    steps.put(1, () -> shopper.socket().say(conversation, "有货吗"));
    steps.put(2, () -> agent.socket().say(conversation, "有的"));
    steps.put(3, () -> agent.socket().command("note", conversation, Map.of("text", "老客户")));
    steps.put(4, () -> supervisor.socket().command("take_over", conversation, Map.of()));
    steps.put(
        5,
        () ->
            supervisor.socket().command("transfer", conversation, Map.of("to_group", "pre_sale")));
    steps.put(6, () -> colleague.socket().command("take", conversation, Map.of()));
    steps.put(
        7,
        () ->
            colleague
                .socket()
                .command(
                    "escalate",
                    conversation,
                    Map.of("kind", "question", "reason", "能不能打折", "note", "问一下")));
    steps.put(8, () -> shopper.socket().say(conversation, "还在吗"));
    steps.put(9, () -> colleague.socket().command("close", conversation, Map.of()));
    steps.put(10, () -> shopper.socket().command("reopen", conversation, Map.of()));
    steps.put(
        11,
        () ->
            colleague.socket().command("transfer", conversation, Map.of("to_group", "after_sale")));

    for (var step : steps.entrySet()) {
      var answer = step.getValue().take();
      assertThat(answer.path("type").asString())
          .as("step %s: %s", step.getKey(), answer)
          .isEqualTo("ok");
      assertSame("step " + step.getKey() + " for the agent", agent, false);
      assertSame("step " + step.getKey() + " for the colleague", colleague, false);
      assertSame("step " + step.getKey() + " for the supervisor", supervisor, true);
    }
  }

  private interface Step {
    JsonNode take() throws InterruptedException;
  }

  /// Waits until the last line of this conversation that a socket was told is the line a fresh
  /// snapshot shows; one that a snapshot does not show may have been told as gone.
  private void assertSame(String what, Cast.Member who, boolean seesAll) throws Exception {
    var fresh = row(snapshot(who));
    who.socket()
        .awaitLine(
            conversation,
            line -> fresh.isMissingNode() ? gone(line, seesAll) : fresh.equals(line),
            what + ": a fresh one shows " + fresh);
  }

  private static boolean gone(@Nullable JsonNode line, boolean seesAll) {
    return line == null
        || line.path("status").asString().equals("closed")
        || (!line.path("group").asString().equals("pre_sale") && !seesAll);
  }

  private JsonNode snapshot(Cast.Member who) throws Exception {
    var socket = Socket.staff(server.http(), who.rest().ticket());
    var inbox = socket.await("welcome").path("inbox");
    socket.cut();
    return inbox;
  }

  private JsonNode row(JsonNode inbox) {
    for (var row : inbox) {
      if (row.path("conversation").asString().equals(conversation)) {
        return row;
      }
    }
    return TestConversations.JSON.missingNode();
  }

  @Test
  void P_23_theSameMessageFromTwoDevicesAtOnceIsStoredOnceAndSeenOnce() throws Exception {
    var second = Socket.shopper(server.http(), shopper.token(), Map.of());
    second.await("welcome");
    var mid = UUID.randomUUID().toString();
    var body = Map.of("kind", "text", "text", "只说一次");
    var frame = new HashMap<String, Object>();
    frame.putAll(Map.of("type", "send", "conversation", conversation, "mid", mid, "body", body));

    frame.put("id", "t-1");
    shopper.socket().send(frame);
    frame.put("id", "t-2");
    second.send(frame);
    var one = shopper.socket().await(f -> f.path("id").asString("").equals("t-1"));
    var two = second.await(f -> f.path("id").asString("").equals("t-2"));
    frame.put("body", Map.of("kind", "text", "text", "etwas anderes"));
    frame.put("id", "t-3");
    second.send(frame);
    var other = second.await(f -> f.path("id").asString("").equals("t-3"));

    assertThat(one.path("seq").asLong()).isEqualTo(two.path("seq").asLong());
    assertThat(one.path("dup").asBoolean(false)).isNotEqualTo(two.path("dup").asBoolean(false));
    assertThat(other.path("code").asString()).isEqualTo("mid_conflict");
    agent.socket().awaitText("只说一次");
    agent.socket().say(conversation, "收到");
    agent.socket().awaitText("收到");
    assertThat(agent.socket().rest())
        .noneMatch(f -> f.path("body").path("text").asString("").equals("只说一次"));
  }

  @Test
  void P_30_whatManySayAtOnceComesToEverybodyInOneOrder() throws Exception {
    var second = Socket.shopper(server.http(), shopper.token(), shopper.socket().cursors());
    second.await("welcome");
    var many = 40;

    for (var i = 0; i < many; i++) {
      var from = i % 2 == 0 ? shopper.socket() : agent.socket();
      from.send(
          Map.of(
              "type",
              "send",
              "id",
              "u-" + i,
              "conversation",
              conversation,
              "mid",
              UUID.randomUUID().toString(),
              "body",
              Map.of("kind", "text", "text", "句" + i)));
    }
    var first = texts(shopper.socket(), many);
    var again = texts(second, many);
    var staff = texts(agent.socket(), many);

    assertThat(again).isEqualTo(first);
    assertThat(staff).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
    for (var socket : List.of(shopper.socket(), second, agent.socket())) {
      assertThat(socket.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    }
  }

  private static List<String> texts(Socket socket, int many) throws InterruptedException {
    var texts = new ArrayList<String>();
    while (texts.size() < many) {
      var text = socket.awaitEvent("message").path("body").path("text").asString();
      if (text.startsWith("句")) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Test
  void P_32_whatNoNudgeToldIsFoundByAskingTheStore() throws Exception {
    conversation = anotherNodesConversation();
    behindTheHub("第一句");
    var socket = Socket.staff(server.http(), agent.rest().ticket());
    socket.awaitText("第一句");

    behindTheHub("没有人提起我");

    socket.awaitText("没有人提起我");
    assertThat(socket.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  @Test
  void P_32_aWorkListAlsoFindsWhatNoNudgeTold() throws Exception {
    var other = cast.staff("agent2");

    conversation = anotherNodesConversation();
    behindTheHub("只有列表看得见");

    other
        .socket()
        .awaitLine(
            conversation,
            line -> line != null && line.path("last").path("text").asString().equals("只有列表看得见"),
            "the line shows what was stored");
  }

  /// A conversation of the same shopper that this node has not heard of.
  private String anotherNodesConversation() {
    var id = "cnv_" + UUID.randomUUID().toString().replace("-", "");
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into conversation (id, shopper, shopper_name, buyer, stage, status, group_id, owner,
              context, head, shopper_head, last_staff_seq, last_text, last_at, waiting_since, opened_at)
            select :id, shopper, shopper_name, buyer, 'after_sale', status, group_id, owner, context,
              0, 0, 0, '', last_at, null, opened_at
            from conversation where id = :like
            """)
        .param("id", id)
        .param("like", conversation)
        .update();
    return id;
  }

  /// Stores a message as another node would whose nudge is lost.
  private void behindTheHub(String text) {
    var jdbc = server.bean(JdbcClient.class);
    var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(_ -> {
      jdbc.sql(
              """
              update conversation
              set head = head + 1, shopper_head = shopper_head + 1, last_text = :text,
                last_at = :now
              where id = :id
              """)
          .param("text", text)
          .param("now", System.currentTimeMillis())
          .param("id", conversation)
          .update();
      jdbc.sql(
              """
              insert into event (conversation, seq, shopper_seq, kind, sender_id, sender_role,
                sender_name, mid, body, at)
              select id, head, shopper_head, 'message', shopper, 'shopper', shopper_name, :mid,
                :body, last_at
              from conversation where id = :id
              """)
          .param("mid", UUID.randomUUID().toString())
          .param("body", "{\"kind\":\"text\",\"text\":\"" + text + "\"}")
          .param("id", conversation)
          .update();
    });
  }

  @Test
  void P_34_afterALongAbsenceThePartThatIsNotSentIsAnnouncedAndComesInPages() throws Exception {
    // What the opening set in motion has then arrived: from here on only texts are missed.
    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");
    var known = shopper.socket().cursors();
    shopper.socket().cut();
    var many = 2 * RESUME_CONVERSATION;
    for (var i = 0; i < many; i++) {
      agent.socket().say(conversation, "第" + i + "句");
    }

    var back = Socket.shopper(server.http(), shopper.token(), known);
    var more = back.await("more");
    var unasked = texts(back);
    var answer = sync(back, known.getOrDefault(conversation, 0L) + unasked.size());
    var rest = texts(back);
    agent.socket().say(conversation, "还在吗");
    back.awaitText("还在吗");

    assertThat(more.path("conversation").asString()).isEqualTo(conversation);
    assertThat(unasked).hasSize(RESUME_CONVERSATION);
    assertThat(answer.path("more").asBoolean()).isFalse();
    assertThat(unasked.size() + rest.size()).isEqualTo(many);
    assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  @Test
  void P_34_oneHelloIsGivenSoMuchAndNoMoreWhateverItMissed() throws Exception {
    var conversations = new TreeMap<String, Long>();
    for (var i = 0; i < 2; i++) {
      var other = cast.stranger();
      conversation = Cast.open(other, "pre_sale", null);
      conversations.put(conversation, 0L);
      for (var n = 0; n < RESUME_CONVERSATION; n++) {
        other.socket().say(conversation, "第" + n + "句");
      }
      other.socket().cut();
    }
    var socket = Socket.silent(server.http());
    socket.send(
        Map.of(
            "type",
            "hello",
            "v",
            1,
            "ticket",
            Rest.signedIn(server.http(), "agent2").ticket(),
            "cursors",
            conversations));

    socket.await("more");

    assertThat(
            socket.rest().stream()
                .filter(f -> f.path("type").asString().equals("event"))
                .filter(f -> conversations.containsKey(f.path("conversation").asString())))
        .hasSize(RESUME_HELLO);
  }

  /// What has been said and was not looked at yet.
  private static List<String> texts(Socket socket) throws InterruptedException {
    var texts = new ArrayList<String>();
    while (socket.rest().stream().anyMatch(f -> f.path("kind").asString("").equals("message"))) {
      texts.add(socket.awaitEvent("message").path("body").path("text").asString());
    }
    return texts;
  }

  private JsonNode sync(Socket socket, long after) throws InterruptedException {
    return socket.ask(
        Map.of(
            "type", "sync", "id", socket.nextId(), "conversation", conversation, "after", after));
  }

  private void ack(Socket socket, long seq) {
    socket.send(Map.of("type", "ack", "conversation", conversation, "seq", seq));
  }

  @Test
  void P_35_staffLearnThatADeviceOfTheShopperHasWhatTheySaid() throws Exception {
    var colleague = cast.staff("supervisor");
    sync(colleague.socket(), 0);
    agent.socket().command("note", conversation, Map.of("text", "别让她知道"));
    agent.socket().say(conversation, "在的");
    var heard = shopper.socket().awaitText("在的").path("seq").asLong();

    ack(shopper.socket(), heard);

    var told = agent.socket().await(f -> isDelivered(f, 4));
    assertThat(told.path("conversation").asString()).isEqualTo(conversation);
    assertThat(heard).isEqualTo(3);
    colleague.socket().await(f -> isDelivered(f, 4));
  }

  @Test
  void P_35_aShopperLearnsThatADeviceOfTheShopHasWhatTheySaid() throws Exception {
    agent.socket().command("note", conversation, Map.of("text", "别让她知道"));
    shopper.socket().say(conversation, "还有黑色的吗");
    agent.socket().awaitText("还有黑色的吗");

    ack(agent.socket(), 4);

    shopper.socket().await(f -> isDelivered(f, 3));
    assertThat(agent.socket().rest()).noneMatch(f -> f.path("type").asString().equals("delivered"));
  }

  @Test
  void P_35_manyAcksAreToldAsTheFurthest() throws Exception {
    for (var i = 0; i < 8; i++) {
      shopper.socket().say(conversation, "第" + i + "句");
    }
    agent.socket().awaitText("第7句");

    for (var seq : List.of(4L, 7L, 9L, 8L)) {
      ack(agent.socket(), seq);
    }
    var told = new ArrayList<>(deliveredUpTo(9));
    // What the device that is behind told has been carried out by now.
    sync(agent.socket(), 10);
    ack(agent.socket(), 10);
    told.addAll(deliveredUpTo(10));

    assertThat(told).isSorted().doesNotHaveDuplicates().hasSizeLessThan(4);
  }

  private List<Long> deliveredUpTo(long last) throws InterruptedException {
    var told = new ArrayList<Long>();
    do {
      told.add(shopper.socket().await("delivered").path("seq").asLong());
    } while (told.getLast() < last);
    return told;
  }

  @Test
  void P_35_whoOpensAConversationIsToldHowFarItHasCome() throws Exception {
    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");
    ack(shopper.socket(), 3);
    agent.socket().await(f -> isDelivered(f, 3));

    var elsewhere = cast.staff("agent");
    sync(elsewhere.socket(), 0);

    elsewhere.socket().await(f -> isDelivered(f, 3));
  }

  @Test
  void whoOpensAConversationIsToldHowFarItHasBeenRead() throws Exception {
    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");
    shopper.socket().send(Map.of("type", "read", "conversation", conversation, "seq", 3));
    agent.socket().await("read");

    var elsewhere = cast.staff("agent");
    sync(elsewhere.socket(), 0);

    var read = elsewhere.socket().await("read");
    assertThat(read.path("participant").asString()).isEqualTo(shopper.id());
    assertThat(read.path("seq").asLong()).isEqualTo(3);
  }

  private static boolean isDelivered(JsonNode frame, long seq) {
    return frame.path("type").asString().equals("delivered") && frame.path("seq").asLong() == seq;
  }

  @Test
  void P_35_howFarADeviceHasStoredIsKeptAndNeverFalls() throws Exception {
    for (var i = 0; i < 3; i++) {
      agent.socket().say(conversation, "第" + i + "句");
    }
    shopper.socket().awaitText("第2句");

    shopper.socket().send(Map.of("type", "ack", "conversation", conversation, "seq", 5));
    shopper.socket().send(Map.of("type", "ack", "conversation", conversation, "seq", 2));
    shopper.socket().send(Map.of("type", "ack", "conversation", conversation, "seq", 99));
    shopper.socket().send(Map.of("type", "read", "conversation", conversation, "seq", 1));
    // Marks of one conversation are stored in the order they came.
    agent.socket().await("read");

    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select acked from mark where conversation = :c and participant = :p")
                .param("c", conversation)
                .param("p", shopper.id())
                .query(Long.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void P_36_aPingTellsHowFarTheConversationsAreThatMoved() throws Exception {
    agent.socket().say(conversation, "在的");
    shopper.socket().awaitText("在的");

    var told = -1L;
    while (told < 3) {
      told = shopper.socket().awaitPing().path("heads").path(conversation).asLong(told);
    }

    assertThat(told).isEqualTo(3);
  }

  @Test
  void P_37_aDeviceThatNeverKeepsWhatItIsGivenIsNoticed() throws Exception {
    var loops = server.bean(MeterRegistry.class).counter("kefu.delivery.loops");
    var before = loops.count();
    shopper.socket().cut();

    for (var i = 0; i < 6; i++) {
      var back = Socket.shopper(server.home(), shopper.token(), Map.of());
      back.awaitText("在吗");
      back.cut();
    }

    await().untilAsserted(() -> assertThat(loops.count()).isEqualTo(before + 1));
  }

  @Test
  void P_55_aCommandSentAgainIsAnsweredAsTheFirstTimeWhateverHappenedSince() throws Exception {
    var manager = cast.staff("manager");
    var opened =
        agent
            .socket()
            .command(
                "escalate",
                conversation,
                Map.of("kind", "question", "reason", "能不能打折", "note", "问一下"));
    var command = new HashMap<String, Object>();
    command.putAll(
        Map.of(
            "type",
            "command",
            "op",
            "decide",
            "id",
            "decide-" + conversation,
            "version",
            opened.path("version").asInt(),
            "args",
            Map.of("case", opened.path("case").asString(), "outcome", "approve", "remark", "可以")));
    var first = manager.socket().ask(command);
    server.bean(JdbcClient.class).sql("update staff_session set proved_at = 0").update();

    var again = manager.socket().ask(command);
    command.put(
        "args", Map.of("case", opened.path("case").asString(), "outcome", "reject", "remark", "x"));
    var other = manager.socket().ask(command);

    assertThat(first.path("type").asString()).as(first.toString()).isEqualTo("ok");
    assertThat(again).isEqualTo(first);
    assertThat(other.path("code").asString()).isEqualTo("conflict");
  }
}
