package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// After the purchase: a claim above the agent's limit, decided by a supervisor, paid once and
/// booked.
class ClaimStoryTest {

  private Cast cast;
  private Cast.Member agent;
  private Cast.Member supervisor;
  private Cast.Visit shopper;
  private String conversation;
  private String order;

  @BeforeEach
  void aBuyerComplainsOfABrokenBowl() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent3");
    supervisor = cast.staff("supervisor");
    shopper = cast.buyer("xiaoyu_88");
    order = signedOrder();
    conversation = Cast.open(shopper, "after_sale", Map.of("order", order));
    shopper.socket().say(conversation, "收到的碗碎了一个，赔我40元");
    assertThat(agent.socket().command("take", conversation, Map.of()).path("type").asString())
        .isIn("ok");
  }

  /// The next story begins with a conversation of its own.
  @AfterEach
  void theConversationEnds() throws Exception {
    supervisor.socket().command("close", conversation, Map.of());
  }

  @Test
  void aClaimAboveTheLimitIsApprovedGrantedOnceAndBothAreTold() throws Exception {
    var opened = escalate("damaged", 2_500);
    assertThat(opened.path("status").asString()).as(opened.toString()).isEqualTo("pending");
    var id = opened.get("case").asString();

    var decided = decide(id, "approve", "");
    var told =
        shopper
            .socket()
            .await(f ->
                f.path("kind").asString().equals("grant")
                    && f.path("body").path("case").asString().equals(id));
    var again = decide(id, "approve", "再来一次");

    assertThat(decided.path("type").asString()).isEqualTo("ok");
    assertThat(told.path("body").path("amount_fen").asLong()).isEqualTo(2_500);
    assertThat(told.path("body").path("status").asString()).isEqualTo("granted");
    agent.socket().await(f -> f.path("body").path("outcome").asString().equals("approve"));
    assertThat(again.path("code").asString()).isEqualTo("conflict");
    assertThat(ledger(id))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.path("amount_fen").asLong()).isEqualTo(2_500);
          assertThat(entry.path("status").asString()).isEqualTo("granted");
          assertThat(entry.path("decision").asString()).isEqualTo(id);
        });
    var said = agent.socket().say(conversation, "亲，已为您补偿25元，请查收");
    assertThat(said.path("type").asString()).isEqualTo("ok");
  }

  @Test
  void aRejectedClaimPaysNothingAndBothAreTold() throws Exception {
    var opened = escalate("missing", 2_000);
    assertThat(opened.path("status").asString()).as(opened.toString()).isEqualTo("pending");
    var id = opened.get("case").asString();

    var decided = decide(id, "reject", "物流显示完好签收");

    assertThat(decided.path("status").asString()).isEqualTo("rejected");
    shopper.socket().await(f -> f.path("body").path("code").asString().equals("case_rejected"));
    agent.socket().await(f -> f.path("body").path("remark").asString().equals("物流显示完好签收"));
    assertThat(ledger(id)).isEmpty();
  }

  @Test
  void aClaimInsideTheLimitIsGrantedAtOnceAndNamesItsRule() throws Exception {
    var opened = escalate("late", 500);

    assertThat(opened.path("status").asString()).isEqualTo("granted");
    var id = opened.get("case").asString();
    shopper
        .socket()
        .await(f ->
            f.path("kind").asString().equals("grant")
                && f.path("body").path("case").asString().equals(id));
    assertThat(ledger(id))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("rule").asString()).isNotEmpty());
  }

  @Test
  void aPriceIsLoweredFromTheChatAndTheOrderFollows() throws Exception {
    var unpaid = "YS4400289079";
    var buyer = cast.buyer("jiahao_mama");
    var talk = Cast.open(buyer, "after_sale", Map.of("order", unpaid));
    buyer.socket().say(talk, "能便宜点吗，我马上付");
    agent.socket().command("take", talk, Map.of());
    var before = amount(unpaid);
    var asked = new java.util.HashMap<String, Object>(lower(unpaid, 2_000));
    asked.put("conversation", talk);

    var ruling = agent.rest().post("/api/v1/cases/rulings", asked).body();
    var first = agent.socket().command("escalate", talk, lower(unpaid, 2_000));

    assertThat(ruling.path("verdict").asString()).isEqualTo("within");
    assertThat(ruling.path("limit_fen").asLong()).isEqualTo(2_000);
    assertThat(first.path("status").asString()).as(first.toString()).isEqualTo("granted");
    granted(buyer, first.path("case").asString());
    assertThat(amount(unpaid)).isEqualTo(before - 2_000);
    var second = agent.socket().command("escalate", talk, lower(unpaid, 1_000));
    assertThat(second.path("status").asString()).isEqualTo("pending");
    decide(second.path("case").asString(), "approve", "");
    granted(buyer, second.path("case").asString());
    assertThat(amount(unpaid)).isEqualTo(before - 3_000);
    supervisor.socket().command("close", talk, Map.of());
  }

  private static Map<String, Object> lower(String order, long fen) {
    return Map.of(
        "kind",
        "discount",
        "reason",
        "bargain",
        "order",
        order,
        "proposal_fen",
        fen,
        "form",
        "price_change");
  }

  private static void granted(Cast.Visit buyer, String id) throws InterruptedException {
    buyer
        .socket()
        .await(f ->
            f.path("kind").asString().equals("grant")
                && f.path("body").path("case").asString().equals(id));
  }

  private long amount(String number) throws Exception {
    return agent.rest().get("/api/v1/orders/" + number).body().path("amount_fen").asLong();
  }

  @Test
  void aRequesterCannotDecideTheirOwnClaim() throws Exception {
    supervisor.socket().command("take_over", conversation, Map.of());
    var id = escalateAs(supervisor, "late", 2_000).get("case").asString();

    var decided = decide(id, "reject", "自审");

    assertThat(decided.path("code").asString()).isEqualTo("forbidden");
  }

  @Test
  void anotherBuyersOrderCannotBeClaimed() throws Exception {
    var foreign =
        agent
            .socket()
            .command(
                "escalate",
                conversation,
                Map.of(
                    "kind",
                    "compensation",
                    "reason",
                    "damaged",
                    "order",
                    "YS4400196419",
                    "proposal_fen",
                    100,
                    "form",
                    "small_payment"));

    assertThat(foreign.path("code").asString()).isEqualTo("not_found");
  }

  @Test
  void amountsThatAreNoneAreRefused() throws Exception {
    var negative = escalateWith(Map.of("proposal_fen", -1));
    var aboveOrder = escalateWith(Map.of("proposal_fen", 99_999_999));
    var words = escalateWith(Map.of("proposal_fen", "一百"));

    assertThat(negative.path("code").asString()).isEqualTo("bad_request");
    assertThat(aboveOrder.path("code").asString()).isEqualTo("bad_request");
    assertThat(words.path("code").asString()).isEqualTo("bad_request");
  }

  private JsonNode escalate(String reason, long fen) throws InterruptedException {
    return escalateAs(agent, reason, fen);
  }

  private JsonNode escalateAs(Cast.Member who, String reason, long fen)
      throws InterruptedException {
    return who.socket()
        .command(
            "escalate",
            conversation,
            Map.of(
                "kind",
                "compensation",
                "reason",
                reason,
                "order",
                order,
                "claim_fen",
                4_000,
                "proposal_fen",
                fen,
                "form",
                "small_payment",
                "note",
                "照片已看"));
  }

  private JsonNode escalateWith(Map<String, Object> amount) throws InterruptedException {
    var args = new java.util.HashMap<String, Object>(amount);
    args.put("kind", "compensation");
    args.put("reason", "damaged");
    args.put("order", order);
    args.put("form", "small_payment");
    return agent.socket().command("escalate", conversation, args);
  }

  private JsonNode decide(String id, String outcome, String remark) throws Exception {
    var version = supervisor.rest().get("/api/v1/cases/" + id).body().path("version").asInt();
    return supervisor
        .socket()
        .command(
            "decide",
            null,
            Map.of("case", id, "version", version, "outcome", outcome, "remark", remark));
  }

  private java.util.List<JsonNode> ledger(String caseId) throws Exception {
    var entries = supervisor.rest().get("/api/v1/ledger").body().get("data");
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.path("case").asString().equals(caseId))
        .toList();
  }

  /// The bowls: an order of this buyer that has been signed for.
  private String signedOrder() throws Exception {
    var orders =
        supervisor.rest().get("/api/v1/shoppers/" + shopper.id() + "/orders").body().get("data");
    return StreamSupport.stream(orders.spliterator(), false)
        .filter(o -> o.path("state").asString().equals("signed"))
        .findFirst()
        .orElseThrow()
        .path("order")
        .asString();
  }
}
