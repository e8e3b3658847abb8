package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A shopper leaves something in every column that can hold anything of them, wishes to be
/// forgotten, and is looked for in the whole store. A new column of words fails this test until it
/// is filled here or declared in `erasure-columns.txt` as one that holds none of theirs.
class ErasureStoryTest {

  /// Stands in everything that is said by the shopper or of them.
  private static final String MARK = "榕树湾";

  private static final String BUYER = "xiaoyu_88";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static TestServer server;
  private static StoredText store;

  private Cast cast;
  private Cast.Member agent;
  private Cast.Member supervisor;
  private Rest admin;
  private Rest editor;
  private Cast.Visit shopper;
  private String order;

  @BeforeAll
  static void theShopOpens() throws Exception {
    server =
        TestServer.start(
            folder,
            "--kefu.assist.burst-wait=50ms",
            "--kefu.escalation.undo-within=0s",
            "--kefu.assist.harvest.every=200ms",
            "--kefu.assist.harvest.settle=300ms");
    store = new StoredText(folder);
  }

  @AfterAll
  static void theShopCloses() {
    server.stop();
  }

  @BeforeEach
  void aBuyerComes() throws Exception {
    cast = new Cast(server.home());
    agent = cast.staff("agent3");
    supervisor = cast.staff("supervisor");
    admin = Rest.signedIn(server.home(), "admin");
    editor = Rest.signedIn(server.home(), "editor");
    shopper = cast.buyer(BUYER);
    order = signedOrder();
  }

  @Test
  void ofWhoWasForgottenNothingIsLeftInAnyTableButWhatTheBooksNeed() throws Exception {
    var known = known();
    var declared = new ErasureColumns();
    isServed();
    asksWhatIsKnown();
    asksWhatNobodyKnows();
    isPaid();
    isClaimedFor();
    isBanned();

    var before = outside(store.holding(known));
    var erased = admin.post(erasure(), Map.of("reason", "买家来信要求"));

    assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
    SoftAssertions.assertSoftly(softly -> {
      softly.assertThat(undeclared(declared, before)).as("neither filled nor declared").isEmpty();
      softly.assertThat(declared.codes()).as("filled").doesNotContainAnyElementsOf(before);
      softly.assertThat(stored(store::columns)).as("declared").containsAll(declared.all());
      softly.assertThat(left(known)).as("of what is known of them").isEmpty();
      softly.assertThat(left(List.of(order))).as("orders").isSubsetOf(declared.orders());
      softly.assertThat(left(List.of(shopper.id()))).as("ids").isSubsetOf(declared.ids());
    });
  }

  private static SortedSet<String> left(List<String> words) {
    return outside(stored(() -> store.holding(words)));
  }

  private static <T> T stored(Callable<T> read) {
    try {
      return read.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static SortedSet<String> undeclared(ErasureColumns declared, SortedSet<String> filled) {
    var left = new TreeSet<>(outside(stored(store::columns)));
    left.removeAll(filled);
    left.removeIf(declared::holdsNothing);
    return left;
  }

  /// The demo shop stands for the shop's own system, which erases for itself.
  private static SortedSet<String> outside(SortedSet<String> columns) {
    var without = new TreeSet<>(columns);
    without.removeIf(column -> column.startsWith("demo_"));
    return without;
  }

  /// Whatever the shop knows of them, and the mark.
  private List<String> known() throws Exception {
    var words = new ArrayList<>(List.of(MARK, BUYER));
    words.addAll(
        store.read("select receiver, phone, address from demo_order where buyer = ?", BUYER));
    words.addAll(store.read("select name, phone from demo_member where buyer = ?", BUYER));
    words.addAll(store.read("select name from shopper where id = ?", shopper.id()));
    assertThat(words).hasSizeGreaterThan(6).noneMatch(String::isBlank);
    return words;
  }

  /// A conversation with everything people write in one.
  private void isServed() throws Exception {
    var talk =
        Cast.open(shopper, "after_sale", Map.of("order", order, "page", "https://a.cn/" + MARK));
    ok(shopper.socket().say(talk, "我住" + MARK));
    ok(agent.socket().command("take", talk, Map.of()));
    ok(agent.socket().command("note", talk, Map.of("text", MARK + "的老客")));
    ok(agent.socket().say(talk, MARK + "是吧，我看一下"));
    var slip = shopper.socket().say(talk, MARK + "三栋");
    ok(shopper.socket().command("recall", talk, Map.of("seq", slip.path("seq").asLong())));
    ok(agent.socket().command("close", talk, Map.of("reason", MARK + "说好了")));
    ok(
        shopper
            .socket()
            .command("rate", talk, Map.of("score", 4, "tags", List.of(MARK), "text", MARK + "谢谢")));
    store.plant(
        """
        insert into sample_verdict (kind, subject, conversation, staff, stage, about_at, week,
          verdict, note, judged_by, judged_by_name, judged_at)
        values ('beside', 'sug_1', ?, 'lin', 'after_sale', 1, '2026-W48', 'right', ?, 'zhao', '赵', 1)
        """,
        talk,
        MARK + "判得对");
    store.plant(
        """
        insert into picture (id, conversation, uploaded_by, width, height, size, jpeg, at)
        values ('file_1', ?, ?, 1, 1, 1, ?, 1)
        """,
        talk,
        shopper.id(),
        MARK.getBytes(StandardCharsets.UTF_8));
    store.plant(
        """
        insert into task (id, kind, order_id, buyer, text, status, opened_at, due_at, cause, goods)
        values ('tsk_1', 'late', ?, ?, ?, 'open', 1, 1, 'rain', ?)
        """,
        order,
        BUYER,
        "告诉" + MARK,
        "给" + MARK);
  }

  /// A question with a card, which is judged and sent.
  private void asksWhatIsKnown() throws Exception {
    var article =
        new AnswerTalk(cast, editor)
            .publish(Map.of("question", "羊皮卷灯罩落灰了怎么掸干净", "answer", "亲，用软毛刷轻轻掸。"));
    var talk = Cast.open(shopper, "after_sale", null);
    ok(agent.socket().command("take", talk, Map.of()));
    ok(shopper.socket().say(talk, MARK + "的羊皮卷灯罩落灰了怎么掸干净"));
    var card = new AnswerTalk(cast, editor).card(agent, talk, article);
    ok(
        agent
            .socket()
            .command(
                "feedback",
                null,
                Map.of(
                    "suggestion",
                    card.get("id").asString(),
                    "verdict",
                    "tone",
                    "wording",
                    MARK + "的亲")));
    var said =
        editor
            .get("/api/v1/knowledge/articles/" + article + "/feedback?status=open")
            .body()
            .path("data")
            .get(0)
            .path("id")
            .asString();
    var closed =
        editor.post(
            "/api/v1/knowledge/articles/" + article + "/feedback/" + said + "/close",
            Map.of("why", "已告诉" + MARK));
    assertThat(closed.status()).as(closed.toString()).isEqualTo(200);
    var frame = new HashMap<String, Object>();
    frame.put("type", "send");
    frame.put("id", agent.socket().nextId());
    frame.put("conversation", talk);
    frame.put("mid", UUID.randomUUID().toString());
    frame.put("body", Map.of("kind", "text", "text", card.get("text").asString()));
    frame.put("suggestion", card.get("id").asString());
    ok(agent.socket().ask(frame));
    var id = card.get("id").asString();
    ok(
        agent
            .socket()
            .command(
                "feedback",
                null,
                Map.of("suggestion", card.get("id").asString(), "verdict", "good")));
    isTaughtFrom();
    store.plant("update suggestion set text = ? where id = ?", MARK + "，亲", id);
    store.plant(
        """
        insert into suggestion_draft (suggestion, conversation, for_seq, text, slots, at)
        values (?, ?, 1, ?, ?, 1)
        """,
        id,
        talk,
        MARK,
        "[\"%s\"]".formatted(MARK));
    store.plant(
        "update suggestion_set set cards = ? where conversation = ?",
        "[{\"text\":\"%s\"}]".formatted(MARK),
        talk);
  }

  private void isTaughtFrom() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(store.holding(List.of(MARK))).contains("lesson.text", "learned.wording"));
  }

  private void asksWhatNobodyKnows() throws Exception {
    var talk = Cast.open(shopper, "pre_sale", null);
    var clerk = cast.staff("agent");
    ok(clerk.socket().command("take", talk, Map.of()));
    ok(shopper.socket().say(talk, MARK + "的亲情账号能不能绑定代付"));
    ok(clerk.socket().command("record_gap", talk, Map.of()));
    ok(clerk.socket().say(talk, "亲，" + MARK + "那边暂时绑不了哦。"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(store.holding(List.of(MARK))).contains("gap.question", "gap_question.text"));
    store.plant(
        "update gap_question set answer = ?, answer_key = ? where conversation = ?",
        MARK + "绑不了",
        MARK + "绑不了",
        talk);
    ok(clerk.socket().command("close", talk, Map.of()));
  }

  private void isPaid() throws Exception {
    var talk = Cast.open(shopper, "after_sale", null);
    ok(agent.socket().command("take", talk, Map.of()));
    var asked = new HashMap<String, Object>();
    asked.put("kind", "compensation");
    asked.put("reason", "damaged");
    asked.put("order", order);
    asked.put("claim_fen", 4_000);
    asked.put("proposal_fen", 2_500);
    asked.put("form", "small_payment");
    asked.put("note", MARK + "的碗碎了");
    asked.put("conversation", talk);
    var opened = agent.rest().post("/api/v1/cases", asked, "Idempotency-Key", "erasure-1");
    assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    var id = opened.body().get("id").asString();
    decide(id, Map.of("outcome", "ask", "remark", MARK + "几只？", "question", MARK + "几只？"));
    ok(agent.socket().command("answer_case", talk, Map.of("case", id, "text", MARK + "两只")));
    decide(id, Map.of("outcome", "approve", "remark", MARK + "照付"));
    shopper.socket().await(f -> f.path("kind").asString().equals("grant"));
    store.plant("update grant_order set text = ? where case_id = ?", "已付给" + MARK, id);
    store.plant("update claim_case set question = ? where id = ?", MARK + "几只？", id);
    store.plant("update claim_case set evidence = ? where id = ?", "[\"%s\"]".formatted(MARK), id);
    store.plant(
        """
        insert into grant_resolution (grant_id, outcome, reference, remark, resolved_by, at)
        select id, 'paid', 'P1', ?, 'zhao', 1 from grant_order where case_id = ?
        """,
        MARK + "查到了",
        id);
    store.plant(
        """
        insert into payout_check (grant_id, checked_at, result, told, remark)
        select id, 1, 'differs', ?, ? from grant_order where case_id = ?
        """,
        "已退至" + MARK,
        MARK + "已核对",
        id);
  }

  private void decide(String id, Map<String, String> decision) throws Exception {
    var wanted = new HashMap<String, Object>(decision);
    wanted.put("case", id);
    wanted.put(
        "version", supervisor.rest().get("/api/v1/cases/" + id).body().path("version").asInt());
    ok(supervisor.socket().command("decide", null, wanted));
  }

  private void isClaimedFor() throws Exception {
    var claim =
        agent
            .rest()
            .post(
                "/api/v1/courier-claims",
                Map.of("order", order, "reason", "damaged", "asked_fen", 900, "note", MARK + "的件"));
    assertThat(claim.status()).as(claim.toString()).isEqualTo(201);
    var settled =
        supervisor
            .rest()
            .post(
                "/api/v1/courier-claims/" + claim.body().path("id").asString() + "/outcome",
                Map.of("outcome", "rejected", "remark", MARK + "不认"));
    assertThat(settled.status()).as(settled.toString()).isEqualTo(200);
  }

  private void isBanned() throws Exception {
    var banned =
        supervisor
            .rest()
            .put("/api/v1/shoppers/" + shopper.id() + "/ban", Map.of("reason", MARK + "骂人"));
    assertThat(banned.status()).as(banned.toString()).isEqualTo(200);
  }

  private static void ok(JsonNode answer) {
    assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
  }

  private String erasure() {
    return "/api/v1/shoppers/" + shopper.id() + "/erasure";
  }

  private String signedOrder() throws Exception {
    return supervisor
        .rest()
        .get("/api/v1/shoppers/" + shopper.id() + "/orders")
        .body()
        .get("data")
        .valueStream()
        .filter(each -> each.path("state").asString().equals("signed"))
        .findFirst()
        .orElseThrow()
        .path("order")
        .asString();
  }
}
