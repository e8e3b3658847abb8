package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.Ids;
import dev.kefu.base.Stage;
import dev.kefu.commerce.Orders;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversations;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What other programs do with rules, cases and the ledger over REST.
class RulesAndLedgerStoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BUYER = "xiaoyu_88";

  private TestServer server;
  private Rest agent;
  private Rest supervisor;

  @BeforeEach
  void signIn() throws Exception {
    server = TestServer.shared();
    agent = Rest.signedIn(server.http(), "agent3");
    supervisor = Rest.signedIn(server.http(), "supervisor");
  }

  @Test
  void aClaimIsEscalatedDecidedPaidAndBooked() throws Exception {
    var key = UUID.randomUUID().toString();
    var conversation = conversation();
    var claim = claim(conversation, order(), 2_500);

    var opened = agent.post("/api/v1/cases", claim, "Idempotency-Key", key);
    var repeated = agent.post("/api/v1/cases", claim, "Idempotency-Key", key);

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.body().get("status").asString()).isEqualTo("pending");
    assertThat(repeated.body().get("id")).isEqualTo(opened.body().get("id"));
    var id = opened.body().get("id").asString();
    var path = "/api/v1/cases/" + id + "/decision";
    var approval = Map.of("outcome", "approve", "remark", "按规则");
    assertThat(supervisor.put(path, approval, "If-Match", "\"9\"").status()).isEqualTo(412);
    assertThat(agent.put(path, approval, "If-Match", "\"1\"").status()).isEqualTo(403);
    assertThat(supervisor.put(path, approval, "If-Match", "\"1\"").status()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .until(() -> "granted".equals(ledgerEntry(id).path("status").asString("")));
    var entry = ledgerEntry(id);
    assertThat(entry.get("amount_fen").asLong()).isEqualTo(2_500);
    assertThat(entry.get("decision").asString()).isNotBlank();
    assertThat(agent.get("/api/v1/ledger").status()).isEqualTo(403);
    financeReadsIt();
    evidenceIsSealed(conversation);
  }

  private void evidenceIsSealed(String conversation) throws Exception {
    var path = "/api/v1/conversations/" + conversation + "/evidence";

    var file = supervisor.get(path).body();

    assertThat(file.path("format").asString("")).isEqualTo("kefu-evidence/1");
    assertThat(file.get("seals").get(0).get("to_seq").asLong())
        .isEqualTo(file.get("events").size());
    assertThat(agent.get(path).status()).isEqualTo(403);
    assertThat(supervisor.get("/api/v1/tasks/batches").body().get("data").size()).isPositive();
    assertThat(supervisor.get("/api/v1/shelf-alerts").status()).isEqualTo(200);
  }

  private void financeReadsIt() throws Exception {
    var asked = "/api/v1/ledger/report?period=month&group_by=reason";
    var report = supervisor.get(asked).body();
    var sheet = supervisor.get(asked + "&format=csv").raw().body();
    var compared = supervisor.post("/api/v1/ledger/reconciliation", Map.of()).body();

    assertThat(report.path("totals").path("granted_fen").asLong()).isGreaterThanOrEqualTo(2_500);
    assertThat(sheet.lines()).hasSize(report.get("data").size() + 2);
    assertThat(supervisor.get(asked + "&format=csv&language=en").raw().body())
        .startsWith("\uFEFFPeriod,Reason,Name,Approved,Approved (yuan),");
    assertThat(supervisor.get(asked + "&format=xlsx").status()).isEqualTo(200);
    assertThat(supervisor.get("/api/v1/ledger/check").body().get("differences")).isEmpty();
    assertThat(compared.get("compared").asInt()).isPositive();
    assertThat(compared.get("data")).isEmpty();
    assertThat(agent.get(asked).status()).isEqualTo(403);
    var unanswered = "/api/v1/ledger/unanswered";
    assertThat(supervisor.get(unanswered).body().get("data")).isEmpty();
    assertThat(supervisor.post(unanswered + "/grant_none/retry", Map.of()).status()).isEqualTo(404);
    assertThat(agent.get(unanswered).status()).isEqualTo(403);
    var said = Map.of("outcome", "paid", "remark", "已查");
    assertThat(agent.post(unanswered + "/grant_none/resolution", said).status()).isEqualTo(403);
    assertThat(supervisor.post(unanswered + "/grant_none/resolution", Map.of()).status())
        .isEqualTo(422);
    assertThat(supervisor.get(asked + "&from=tomorrow").status()).isEqualTo(422);
  }

  @Test
  void aCourierIsAskedForTheMoneyOnceAndSaysOnceWhatItPays() throws Exception {
    var order =
        server.bean(Orders.class).ofBuyer(BUYER, 50).found().orElseThrow().stream()
            .filter(each -> each.parcel() != null)
            .findFirst()
            .orElseThrow()
            .order();
    var claim = Map.of("order", order, "reason", "lost", "asked_fen", 100, "reference", "CJ-1");

    var opened = agent.post("/api/v1/courier-claims", claim);
    var again = supervisor.post("/api/v1/courier-claims", claim);

    assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().get("claim")).isEqualTo(opened.body().get("id"));
    var id = opened.body().get("id").asString();
    var outcome = "/api/v1/courier-claims/" + id + "/outcome";
    var paid = Map.of("outcome", "paid", "paid_fen", 80);
    assertThat(agent.post(outcome, paid).status()).isEqualTo(403);
    assertThat(supervisor.post(outcome, Map.of("outcome", "rejected")).status()).isEqualTo(422);
    assertThat(supervisor.post(outcome, paid).body().path("status").asString()).isEqualTo("paid");
    assertThat(supervisor.post(outcome, paid).code()).isEqualTo("conflict");
    var known = agent.get("/api/v1/courier-claims?order=" + order).body().get("data");
    assertThat(known.get(0).get("id").asString()).isEqualTo(id);
    assertThat(agent.get("/api/v1/courier-claims").body().get("data")).isEmpty();
    assertThat(agent.get("/api/v1/courier-claims?settled=true").body().get("data")).isNotEmpty();
    var report = supervisor.get("/api/v1/ledger/couriers?period=month").body();
    assertThat(report.path("totals").path("paid_fen").asLong()).isGreaterThanOrEqualTo(80);
    assertThat(supervisor.get("/api/v1/ledger/couriers?format=xlsx").status()).isEqualTo(200);
    assertThat(supervisor.get("/api/v1/ledger/check").body().get("differences")).isEmpty();
    assertThat(agent.get("/api/v1/ledger/couriers").status()).isEqualTo(403);
  }

  @Test
  void anAmountThatIsNoWholeNumberOfFenIsRefused() throws Exception {
    var conversation = conversation();
    for (var amount : List.of("４０", "40", 0.5, -1)) {
      var claim = new TreeMap<>(claim(conversation, order(), 100));
      claim.put("proposal_fen", amount);

      var reply =
          agent.post("/api/v1/cases", claim, "Idempotency-Key", UUID.randomUUID().toString());

      assertThat(reply.status()).as("%s", amount).isEqualTo(422);
      assertThat(reply.code()).isEqualTo("bad_request");
    }
  }

  @Test
  void theRulebookIsChangedOnTheVersionThatWasRead() throws Exception {
    var read = supervisor.get("/api/v1/rulebook");
    var tag = read.raw().headers().firstValue("ETag").orElseThrow();

    var changed = supervisor.put("/api/v1/rulebook", read.body(), "If-Match", tag);
    var again = supervisor.put("/api/v1/rulebook", read.body(), "If-Match", tag);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.raw().headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    assertThat(again.status()).isEqualTo(412);
    assertThat(agent.put("/api/v1/rulebook", read.body(), "If-Match", tag).status()).isEqualTo(403);
  }

  @Test
  void aRulebookIsTriedPublishedAndTakenBack() throws Exception {
    agent.post(
        "/api/v1/cases",
        claim(conversation(), order(), 100),
        "Idempotency-Key",
        "k" + Ids.next(""));
    var read = supervisor.get("/api/v1/rulebook");
    var tag = read.raw().headers().firstValue("ETag").orElseThrow();
    var was = read.body().get("version").asInt();
    var stricter = (ObjectNode) read.body().deepCopy();
    for (var rule : stricter.get("claims")) {
      ((ObjectNode) rule.get("max_fen")).put("agent", 0);
    }
    // Other stories lower prices at the same shop.
    ((ObjectNode) stricter.get("corrections").get("max_fen")).put("agent", 0);

    var trial = supervisor.post("/api/v1/rulebook/trials?days=1", stricter);
    var published = supervisor.put("/api/v1/rulebook", stricter, "If-Match", tag);
    var newTag = published.raw().headers().firstValue("ETag").orElseThrow();
    var restored =
        supervisor.post(
            "/api/v1/rulebook/versions/" + was + "/restore", Map.of(), "If-Match", newTag);

    assertThat(trial.status()).isEqualTo(200);
    assertThat(trial.body().get("claims_decided_otherwise").asInt()).isPositive();
    assertThat(trial.body().get("alone_fen_after").asLong()).isZero();
    assertThat(trial.body().get("claim_diff").get(0).get("after").get("verdict").asString())
        .isEqualTo("above");
    assertThat(restored.status()).isEqualTo(200);
    assertThat(restored.body().get("version").asInt()).isEqualTo(was + 2);
    assertThat(restored.body().get("claims")).isEqualTo(read.body().get("claims"));
    var versions = supervisor.get("/api/v1/rulebook/versions?limit=2").body();
    assertThat(versions.get("data").get(0).get("version").asInt()).isEqualTo(was + 2);
    assertThat(versions.get("next_cursor").asString()).isEqualTo(String.valueOf(was + 1));
    assertThat(supervisor.get("/api/v1/rulebook/versions/999999").status()).isEqualTo(404);
    assertThat(agent.get("/api/v1/rulebook/versions").status()).isEqualTo(403);
    assertThat(agent.post("/api/v1/rulebook/trials", stricter).status()).isEqualTo(403);
    stricter.put("quotas", "none");
    assertThat(supervisor.post("/api/v1/rulebook/trials", stricter).status()).isEqualTo(422);
  }

  @Test
  void aRulebookWithAMistakeIsRefusedWithItsPlace() throws Exception {
    var read = supervisor.get("/api/v1/rulebook");
    var tag = read.raw().headers().firstValue("ETag").orElseThrow();
    var limits = (ObjectNode) read.body().get("claims").get(0).get("max_fen");

    limits.put("agent", 9_000_000);
    assertRefusedAt("claims[0].max_fen", read.body(), tag);
    limits.putNull("agent");
    assertRefusedAt("claims[0].max_fen.agent", read.body(), tag);
    limits.put("agent", "a lot");
    assertRefusedAt("claims[0].max_fen.agent", read.body(), tag);
    limits.put("agent", 0).put("clerk", 1);
    assertRefusedAt("claims[0].max_fen.clerk", read.body(), tag);
    limits.remove("clerk");
    ((ArrayNode) read.body().get("claims")).addNull();
    assertThat(supervisor.put("/api/v1/rulebook", read.body(), "If-Match", tag).status())
        .isEqualTo(422);
    assertThat(supervisor.get("/api/v1/rulebook").raw().headers().firstValue("ETag")).contains(tag);
  }

  private void assertRefusedAt(String field, JsonNode document, String tag) throws Exception {
    var refused = supervisor.put("/api/v1/rulebook", document, "If-Match", tag);

    assertThat(refused.status()).as(field).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("bad_request");
    assertThat(refused.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  private String conversation() throws Exception {
    var shopper = new Shopper(new ShopperId(Ids.next("shp_")), "小雨", BUYER);
    var me = agent.get("/api/v1/session").body().get("staff").get("id").asString();
    var conversations = server.bean(Conversations.class);
    var id = conversations.open(shopper, Stage.AFTER_SALE, Context.NONE).id();
    conversations.change(
        id,
        change -> {
          change.assign(new StaffId(me));
          return id;
        });
    conversations.hear(shopper, id, "picture-1", new Body.Image("file_1"));
    return id.value();
  }

  /// The buyer's dearest order: enough for the claim to stay within its share.
  private String order() {
    return server.bean(Orders.class).ofBuyer(BUYER, 50).found().orElseThrow().stream()
        .max(Comparator.comparingLong(dev.kefu.commerce.Order::amountFen))
        .orElseThrow()
        .order();
  }

  private static Map<String, Object> claim(String conversation, String order, long fen) {
    return Map.of(
        "conversation",
        conversation,
        "kind",
        "compensation",
        "reason",
        "damaged",
        "order",
        order,
        "claim_fen",
        fen,
        "proposal_fen",
        fen,
        "form",
        "refund",
        "evidence",
        List.of("file_1"));
  }

  private JsonNode ledgerEntry(String of) throws Exception {
    for (var entry : supervisor.get("/api/v1/ledger").body().get("data")) {
      if (of.equals(entry.path("case").asString(""))) {
        return entry;
      }
    }
    return supervisor.get("/api/v1/session").body();
  }
}
