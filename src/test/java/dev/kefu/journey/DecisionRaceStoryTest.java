package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Two supervisors at one case in the same moment, and people who press twice: what was wanted
/// happens once, and who came second is told so.
class DecisionRaceStoryTest {

  /// Buyers with a dear order. Each round has another one: what was given before counts against the
  /// next claim.
  private static final List<Map.Entry<String, String>> BUYERS =
      List.of(
          Map.entry("wanqing_shop", "YS4400174718"),
          Map.entry("liping", "YS4400176107"),
          Map.entry("siqi_mama", "YS4400179253"),
          Map.entry("yuwen_81", "YS4400180839"),
          Map.entry("bingying2020", "YS4400184794"),
          Map.entry("wenbo_mama", "YS4400191107"),
          Map.entry("peiyao_mama", "YS4400193878"),
          Map.entry("lina_87", "YS4400194134"),
          Map.entry("fuxue_mama", "YS4400198957"),
          Map.entry("qinghe_shop", "YS4400202903"),
          Map.entry("suzhen_shop", "YS4400204306"),
          Map.entry("yinuo626", "YS4400208601"),
          Map.entry("lanxin_mama", "YS4400216879"));

  private static final AtomicInteger ROUND = new AtomicInteger();

  private Cast cast;
  private Cast.Member agent;
  private Cast.Member supervisor;
  private Cast.Member manager;
  private Cast.Visit shopper;
  private String order;
  private @Nullable String conversation;

  @BeforeEach
  void aBuyerComplains() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent3");
    supervisor = cast.staff("supervisor");
    manager = cast.staff("manager");
    var buyer = BUYERS.get(ROUND.getAndIncrement() % BUYERS.size());
    shopper = cast.buyer(buyer.getKey());
    order = buyer.getValue();
    conversation = talk(shopper, order);
  }

  @AfterEach
  void theConversationEnds() throws Exception {
    supervisor.socket().command("close", conversation, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "approve, approve",
    "approve, reject",
    "reject, reject",
    "pass_up, approve",
    "ask, reject",
    "ask, ask"
  })
  void ofTwoWhoDecideAtOnceOneDoesAndTheOtherIsToldWho(String one, String other) throws Exception {
    var id = waiting();

    var answers = atOnce(() -> decide(supervisor, id, one), () -> decide(manager, id, other));

    var done = decided(answers);
    assertThat(decisions(id)).hasSize(1);
    var now = supervisor.rest().get("/api/v1/cases/" + id).body();
    var lost = lost(answers);
    assertThat(lost.path("version").asInt()).isGreaterThanOrEqualTo(2);
    var who = now.path("decided_by_name").asString("");
    assertThat(lost.path("by").asString("")).isEqualTo(who);
    assertThat(lost.path("text").asString()).contains(who.isEmpty() ? "案件已变化" : who);
    var paid = done.path("status").asString().equals("approved") ? 1 : 0;
    assertThat(ledger(id)).hasSize(paid);
    finish(id);
  }

  @ParameterizedTest
  @CsvSource({"approve", "change", "reject", "pass_up", "ask"})
  void whoPressesTwiceDecidesOnce(String outcome) throws Exception {
    var id = waiting();

    var answers = twice(supervisor, "decide", null, decision(id, outcome));

    decided(answers);
    lost(answers);
    assertThat(decisions(id)).hasSize(1);
    assertThat(ledger(id)).hasSize(Set.of("approve", "change").contains(outcome) ? 1 : 0);
    finish(id);
  }

  @Test
  void whoLowersAPriceTwiceInOneMomentLowersItOnce() throws Exception {
    var unpaid = "YS4400287427";
    var buyer = cast.buyer("feifei835");
    var talk = talk(buyer, unpaid);
    var before = amount(unpaid);

    var answers = twice(agent, "escalate", talk, lower("price_change", 400, unpaid, null));

    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
          assertThat(answer.get("case")).isEqualTo(answers.getFirst().get("case"));
        });
    granted(buyer, answers.getFirst().path("case").asString());
    assertThat(amount(unpaid)).isEqualTo(before - 400);
    supervisor.socket().command("close", talk, Map.of());
  }

  @Test
  void whoGivesADiscountTwiceInOneMomentGivesItOnce() throws Exception {
    var cut = lower("coupon", 300, null, "DRS-A-BK-M");

    var answers = twice(agent, "escalate", conversation, cut);

    assertThat(answers.getFirst().get("case")).isEqualTo(answers.getLast().get("case"));
    var id = answers.getFirst().path("case").asString();
    assertThat(answers.getFirst().path("status").asString()).isEqualTo("granted");
    granted(shopper, id);
    assertThat(ledger(id)).hasSize(1);
  }

  private String talk(Cast.Visit buyer, String order) throws Exception {
    var id = Cast.open(buyer, "after_sale", Map.of("order", order));
    buyer.socket().say(id, "能便宜一点吗，收到有点问题");
    agent.socket().command("take", id, Map.of());
    return id;
  }

  /// A claim above what the agent may grant and within what both others may.
  private String waiting() throws Exception {
    var opened =
        agent
            .socket()
            .command(
                "escalate",
                conversation,
                Map.of(
                    "kind",
                    "compensation",
                    "reason",
                    "late",
                    "order",
                    order,
                    "proposal_fen",
                    1_100,
                    "form",
                    "small_payment"));
    assertThat(opened.path("status").asString()).as(opened.toString()).isEqualTo("pending");
    return opened.get("case").asString();
  }

  private static Map<String, Object> lower(
      String form, long fen, @Nullable String order, @Nullable String sku) {
    var claim = new HashMap<String, Object>();
    claim.put("kind", "discount");
    claim.put("reason", "bargain");
    claim.put("form", form);
    claim.put("proposal_fen", fen);
    if (order != null) {
      claim.put("order", order);
    }
    if (sku != null) {
      claim.put("sku", sku);
    }
    return claim;
  }

  private static JsonNode decide(Cast.Member who, String id, String outcome) throws Exception {
    return who.socket().command("decide", null, decision(id, outcome));
  }

  private static Map<String, Object> decision(String id, String outcome) {
    var args = new HashMap<String, Object>();
    args.put("case", id);
    args.put("version", 1);
    args.put("outcome", outcome);
    args.put("remark", "两人同时看到");
    if (outcome.equals("change")) {
      args.put("amount_fen", 1_050);
    }
    return args;
  }

  /// The same wanted by two frames, as two clicks make them, and what each was answered.
  private static List<JsonNode> twice(
      Cast.Member who, String op, @Nullable String conversation, Map<String, Object> args)
      throws InterruptedException {
    var socket = who.socket();
    var ids = List.of(socket.nextId(), socket.nextId());
    for (var id : ids) {
      var frame = new HashMap<String, Object>(Map.of("type", "command", "id", id, "op", op));
      frame.put("args", args);
      if (conversation != null) {
        frame.put("conversation", conversation);
      }
      socket.send(frame);
    }
    var answers = new ArrayList<JsonNode>();
    for (var id : ids) {
      answers.add(socket.await(frame -> frame.path("id").asString("").equals(id)));
    }
    return answers;
  }

  /// The next round begins without a case that waits.
  private void finish(String id) throws Exception {
    var pending = manager.rest().get("/api/v1/cases/" + id).body();
    if (pending.path("status").asString().equals("pending")) {
      manager
          .rest()
          .put(
              "/api/v1/cases/" + id + "/decision",
              Map.of("outcome", "reject", "remark", "试完"),
              "If-Match",
              "\"" + pending.path("version").asInt() + "\"");
    }
  }

  private static JsonNode decided(List<JsonNode> answers) {
    var done = answers.stream().filter(a -> a.path("type").asString().equals("ok")).toList();
    assertThat(done).as("%s", answers).hasSize(1);
    return done.getFirst();
  }

  private static JsonNode lost(List<JsonNode> answers) {
    var lost =
        answers.stream().filter(a -> a.path("code").asString("").equals("conflict")).toList();
    assertThat(lost).as("%s", answers).hasSize(1);
    return lost.getFirst();
  }

  /// What both answered, begun in the same moment.
  private static List<JsonNode> atOnce(Callable<JsonNode> one, Callable<JsonNode> other)
      throws Exception {
    var start = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var tasks = new ArrayList<Callable<JsonNode>>();
      for (var each : List.of(one, other)) {
        tasks.add(() -> {
          start.await();
          return each.call();
        });
      }
      var answers = new ArrayList<JsonNode>();
      for (var answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  /// Decisions on a case that stand in the log.
  private List<JsonNode> decisions(String id) throws Exception {
    var events =
        supervisor
            .rest()
            .get("/api/v1/conversations/" + conversation + "/events?limit=100")
            .body()
            .get("data");
    return StreamSupport.stream(events.spliterator(), false)
        .filter(event -> event.path("kind").asString().equals("decide"))
        .filter(event -> event.path("body").path("case").asString("").equals(id))
        .toList();
  }

  private List<JsonNode> ledger(String id) throws Exception {
    var entries = supervisor.rest().get("/api/v1/ledger").body().get("data");
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.path("case").asString().equals(id))
        .toList();
  }

  private long amount(String number) throws Exception {
    return agent.rest().get("/api/v1/orders/" + number).body().path("amount_fen").asLong();
  }

  private static void granted(Cast.Visit buyer, String id) throws InterruptedException {
    buyer
        .socket()
        .await(f ->
            f.path("kind").asString().equals("grant")
                && f.path("body").path("case").asString().equals(id));
  }
}
