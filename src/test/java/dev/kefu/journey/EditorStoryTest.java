package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An editor writes, publishes, corrects and retires what agents are offered.
class EditorStoryTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final String RELEASES = "/api/v1/knowledge/releases";
  private static final String IMPORTS = "/api/v1/knowledge/imports";

  private String http;
  private Rest editor;

  @BeforeEach
  void anEditorSignsIn() throws Exception {
    http = TestServer.shared().http();
    editor = Rest.signedIn(http, "editor");
  }

  @Test
  void whatIsPublishedIsFoundAtOnceAndWhatIsRetiredNoMore() throws Exception {
    var question = "青花瓷汤勺可以用钢丝球刷吗";
    var id = write(question, "亲，不建议，会刮花釉面。", "low");
    assertThat(found(question)).doesNotContain(id);

    var published = editor.post(publishPath(id), Map.of(), "If-Match", "\"1\"");
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.raw().headers().firstValue("ETag")).contains("\"2\"");
    assertThat(found(question).getFirst()).isEqualTo(id);

    assertThat(editor.delete(ARTICLES + "/" + id, "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(found(question)).doesNotContain(id);
    assertThat(editor.get(ARTICLES + "/" + id).body().get("status").asString())
        .isEqualTo("retired");
    assertThat(editor.get(ARTICLES + "/" + id + "/versions").body().get("data")).hasSize(3);
  }

  @Test
  void whatIsOutOfUseSaysWhenItIsDeletedUntilSomebodyBringsItBack() throws Exception {
    var question = "苎麻门帘会透光吗";
    var id = write(question, "亲，会透一点。", "low");
    var draft = editor.get(ARTICLES + "/" + id).body();
    assertThat(draft.has("deletes_at")).isFalse();
    assertThat(draft.has("published_version")).isFalse();
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");

    var retired = editor.get(ARTICLES + "/" + id).body();
    assertThat(Instant.parse(retired.get("deletes_at").asString()))
        .isEqualTo(Instant.parse(retired.get("updated_at").asString()).plus(Duration.ofDays(30)));
    var listed = editor.get(ARTICLES + "?life=retired&limit=1").body().get("data").get(0);
    assertThat(listed.get("deletes_at")).isEqualTo(retired.get("deletes_at"));

    save(id, 2, question, "亲，不透光。", List.of());
    assertThat(editor.get(ARTICLES + "/" + id).body().has("deletes_at")).isFalse();
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
  }

  @Test
  void whoSavesOverAnothersWorkIsToldTheCurrentVersion() throws Exception {
    var id = write("赠品杯垫是什么材质的", "亲，软木的。", "low");
    var body = Map.of("question", "赠品杯垫是什么材质的", "answer", "亲，硅胶的。");
    assertThat(editor.put(ARTICLES + "/" + id, body, "If-Match", "\"1\"").status()).isEqualTo(200);

    for (var stale : List.of("\"1\"", "\"99\"", "nonsense")) {
      var refused = editor.put(ARTICLES + "/" + id, body, "If-Match", stale);
      assertThat(refused.status()).isEqualTo(412);
      assertThat(refused.body().get("version").asInt()).isEqualTo(2);
    }
    assertThat(editor.put(ARTICLES + "/" + id, body).status()).isEqualTo(412);
  }

  @Test
  void agentsReadAndDoNotWrite() throws Exception {
    var agent = Rest.signedIn(http, "agent");
    var body = Map.of("question", "问", "answer", "答");

    assertThat(agent.get(ARTICLES + "?limit=1").body().get("data")).hasSize(1);
    assertThat(agent.post(ARTICLES, body).status()).isEqualTo(403);
    assertThat(
            agent
                .upload(IMPORTS, "a.csv", "question,answer\n".getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(403);
    assertThat(new Rest(http).get(ARTICLES).status()).isEqualTo(401);
  }

  @Test
  void anArticleOfHighRiskIsPublishedByASupervisor() throws Exception {
    var id = write("买到假货你们怎么赔", "亲，假一赔十。", "high");

    assertThat(editor.post(publishPath(id), Map.of(), "If-Match", "\"1\"").status()).isEqualTo(403);
    assertThat(
            Rest.signedIn(http, "supervisor")
                .post(publishPath(id), Map.of(), "If-Match", "\"1\"")
                .status())
        .isEqualTo(200);
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
  }

  @Test
  void anArticleOfMediumRiskNeedsASecondPairOfEyes() throws Exception {
    var id = write("银饰氧化发黑了怎么处理", "亲，用银布擦拭即可。", "medium");
    assertThat(editor.post(publishPath(id), Map.of(), "If-Match", "\"1\"").status()).isEqualTo(403);
    var submitted =
        editor.post(ARTICLES + "/" + id + "/submit", Map.of("why", "常问"), "If-Match", "\"1\"");
    assertThat(submitted.body().get("life").asString()).isEqualTo("in_review");

    var admin = Rest.signedIn(http, "admin");
    assertThat(admin.post(publishPath(id), Map.of(), "If-Match", "\"2\"").status()).isEqualTo(200);
    var diff = editor.get(ARTICLES + "/" + id + "/diff?from=1&to=3").body();
    assertThat(diff.get("fields")).isEmpty();
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
  }

  @Test
  void whoApprovesIsShownWhatShoppersAreAnsweredWithNow() throws Exception {
    var question = "水晶杯可以进洗碗机吗";
    var id = write(question, "亲，可以的。", "high");
    submit(id, 1);
    var first = beforeApproval(id, 2);
    assertThat(first.has("from")).isFalse();
    assertThat(first.has("published")).isFalse();
    assertThat(changed(first))
        .contains("question +" + question, "answer +亲，可以的。", "risk +high", "stage +any");
    var supervisor = Rest.signedIn(http, "supervisor");
    supervisor.post(publishPath(id), Map.of(), "If-Match", "\"2\"");

    save(id, 3, question, "亲，不可以的。", List.of());
    save(id, 4, question, "亲，建议手洗。", List.of("水晶杯怎么洗"));
    submit(id, 5);
    var second = beforeApproval(id, 6);
    assertThat(second.get("from").asInt()).isEqualTo(3);
    assertThat(second.get("published").get("life").asString()).isEqualTo("published");
    assertThat(second.get("published").get("at").asString()).isNotBlank();
    assertThat(changed(second)).containsExactly("similar +水晶杯怎么洗", "answer 亲，-可以的+建议手洗。");

    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
    save(id, 7, question, "亲，请手洗。", List.of());
    submit(id, 8);
    var third = beforeApproval(id, 9);
    assertThat(third.get("from").asInt()).isEqualTo(3);
    assertThat(third.get("published").has("life")).isFalse();
    assertThat(third.get("published").get("until").asString()).isNotBlank();
    assertThat(changed(third)).containsExactly("answer 亲，-可以的+请手洗。");
    editor.delete(ARTICLES + "/" + id, "If-Match", "*");
  }

  @Test
  void severalArticlesGoOutTogetherAndComeBackTogether() throws Exception {
    var first = write("香薰蜡烛能烧多久", "亲，看室温。", "low");
    var second = write("羊毛地毯会掉毛吗", "亲，前几周会。", "low");
    var before = editor.get(RELEASES + "?limit=1").body().get("data").get(0).get("number").asLong();
    var both = List.of(Map.of("id", first, "version", 1), Map.of("id", second, "version", 1));

    var released = editor.post(RELEASES, Map.of("articles", both, "note", "新品"));
    assertThat(released.status()).isEqualTo(201);
    assertThat(found("香薰蜡烛能烧多久").getFirst()).isEqualTo(first);
    assertThat(found("羊毛地毯会掉毛吗").getFirst()).isEqualTo(second);

    var back = editor.post(RELEASES + "/" + before + "/rollback", Map.of("note", "发早了"));
    assertThat(back.body().get("articles")).hasSize(2);
    assertThat(found("香薰蜡烛能烧多久")).doesNotContain(first);
    assertThat(found("羊毛地毯会掉毛吗")).doesNotContain(second);
    assertThat(editor.post(RELEASES + "/999999/rollback", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void theSameQuestionWithAnotherAnswerIsKeptBack() throws Exception {
    var first = write("乐谱封面烫金几天能好", "亲，烫金要 3 天。", "low");
    assertThat(editor.post(publishPath(first), Map.of(), "If-Match", "\"1\"").status())
        .isEqualTo(200);
    var body = Map.of("question", "乐谱封面烫金要几天能好呢", "answer", "亲，烫金要七天。");
    var checks = editor.post("/api/v1/knowledge/checks", body).body();
    assertThat(checks.get("blocked").asBoolean()).as(checks.toString()).isTrue();
    var second = editor.post(ARTICLES, body).body().get("id").asString();

    var refused = editor.post(publishPath(second), Map.of(), "If-Match", "\"1\"");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("contradictions").get(0).get("other").asString())
        .isEqualTo(first);
    var apart = Map.of("article", first, "why", "布面与皮面");
    assertThat(editor.post(ARTICLES + "/" + second + "/distinct", apart).status()).isEqualTo(204);
    assertThat(editor.post(publishPath(second), Map.of(), "If-Match", "\"1\"").status())
        .isEqualTo(200);
    editor.delete(ARTICLES + "/" + first, "If-Match", "*");
    editor.delete(ARTICLES + "/" + second, "If-Match", "*");
  }

  @Test
  void theRulebookIsAskedWhileAnAnswerIsWritten() throws Exception {
    var body = Map.of("question", "可以加好友吗", "answer", "亲，加微信聊。");

    var findings = editor.post("/api/v1/knowledge/checks", body).body().get("findings");

    assertThat(findings.toString()).contains("\"rule\"", "B-OFFSITE", "\"contact\"");
    var impact = editor.post("/api/v1/knowledge/impact", body);
    assertThat(impact.status()).isEqualTo(200);
    assertThat(impact.body().get("changed").asInt()).isNotNegative();
  }

  @Test
  void theDatesOfAWindowAreChangedInOnePlace() throws Exception {
    var windows = "/api/v1/knowledge/windows";
    var until = Instant.now().plusSeconds(86_400).toString();
    var spring =
        Map.of("name", "spring", "title", "春促", "from", "2026-01-01T00:00:00Z", "until", until);
    assertThat(editor.post(windows, spring).status()).isEqualTo(201);
    assertThat(editor.post(windows, spring).status()).isEqualTo(409);
    var question = "春促满赠的杯子是什么颜色";
    var article =
        Map.of("question", question, "answer", "亲，青色。", "window", "spring", "risk", "low");
    var id = editor.post(ARTICLES, article).body().get("id").asString();
    var published = editor.post(publishPath(id), Map.of(), "If-Match", "\"1\"").body();
    assertThat(published.get("life").asString()).isEqualTo("expiring");
    assertThat(found(question).getFirst()).isEqualTo(id);

    var over =
        Map.of("title", "春促", "from", "2026-01-01T00:00:00Z", "until", "2026-01-02T00:00:00Z");
    assertThat(editor.put(windows + "/spring", over, "If-Match", "\"9\"").status()).isEqualTo(412);
    var changed = editor.put(windows + "/spring", over, "If-Match", "\"1\"");
    assertThat(changed.body().get("state").asString()).isEqualTo("over");
    assertThat(changed.body().get("articles").asInt()).isEqualTo(1);
    assertThat(found(question)).doesNotContain(id);
    assertThat(editor.get(ARTICLES + "?life=expired&q=" + "%E6%98%A5%E4%BF%83").body().get("data"))
        .hasSize(1);
  }

  @Test
  void whatWasReadCanBeSentBackAndUnknownFieldsCannot() throws Exception {
    var id = write("木质砧板需要上油吗", "亲，每月一次。", "low");
    var read = editor.get(ARTICLES + "/" + id).body();

    assertThat(editor.put(ARTICLES + "/" + id, read, "If-Match", "\"1\"").status()).isEqualTo(200);
    var unknown = editor.post(ARTICLES, Map.of("question", "问", "answer", "答", "colour", "red"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.code()).isEqualTo("bad_request");
  }

  @Test
  void aFileIsTriedFirstAndTakenWholeOrNotAtAll() throws Exception {
    var good = "id,question,answer\nkb_story_csv,导入的问题甲,答案\n";
    var bad = good + "kb_story_bad,问题,{{stock}}\n";

    var tried = upload("?dry_run=true", "a.csv", bad);
    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.body().get("new").asInt()).isEqualTo(2);
    assertThat(tried.body().get("errors").get(0).get("row").asInt()).isEqualTo(3);
    var refused = upload("", "a.csv", bad);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().get("errors").get(0).get("field").asString()).isEqualTo("answer");
    assertThat(editor.get(ARTICLES + "/kb_story_csv").status()).isEqualTo(404);

    assertThat(upload("", "a.csv", good).body().get("new").asInt()).isEqualTo(1);
    assertThat(upload("", "a.csv", good).body().get("same").asInt()).isEqualTo(1);
    assertThat(editor.get(ARTICLES + "/kb_story_csv").body().get("status").asString())
        .isEqualTo("draft");
    assertThat(upload("", "a.xls", good).code()).isEqualTo("unsupported");
    assertThat(upload("", "a.xlsx", good).code()).isEqualTo("bad_request");
    var failed = upload("/failed-rows", "a.csv", bad).raw().body();
    assertThat(failed)
        .contains("kb_story_bad", "{{stock}}", "error")
        .doesNotContain("kb_story_csv");
  }

  @Test
  void theExportOfTheWholeShopIsTheSameWhenItComesBack() throws Exception {
    var csv = editor.get("/api/v1/knowledge/export?format=csv").raw().body();

    var back = upload("?dry_run=true", "all.csv", csv).body();

    assertThat(back.get("errors")).isEmpty();
    assertThat(back.get("new").asInt() + back.get("changed").asInt()).isZero();
    assertThat(back.get("same").asInt()).isGreaterThan(100);
  }

  @Test
  void aQuestionNobodyAnswersIsAbstainedFrom() throws Exception {
    var results = search("哈哈哈哈").get("results");

    assertThat(results.get(0).get("abstain").asBoolean()).isTrue();
    var tooMany = Collections.nCopies(201, "发货");
    assertThat(editor.post("/api/v1/knowledge/searches", Map.of("queries", tooMany)).status())
        .isEqualTo(422);
  }

  private void save(String id, int read, String question, String answer, List<String> similar)
      throws Exception {
    var body = Map.of("question", question, "answer", answer, "similar", similar, "risk", "high");
    var saved = editor.put(ARTICLES + "/" + id, body, "If-Match", "\"" + read + "\"");
    assertThat(saved.status()).isEqualTo(200);
  }

  private void submit(String id, int read) throws Exception {
    var path = ARTICLES + "/" + id + "/submit";
    assertThat(editor.post(path, Map.of(), "If-Match", "\"" + read + "\"").status()).isEqualTo(200);
  }

  private JsonNode beforeApproval(String id, int version) throws Exception {
    return editor.get(ARTICLES + "/" + id + "/diff?to=" + version).body();
  }

  /// Each field that differs, what is removed after `-` and what is added after `+`.
  private static List<String> changed(JsonNode diff) {
    var signs = Map.of("same", "", "removed", "-", "added", "+");
    return diff.get("fields")
        .valueStream()
        .map(field ->
            field
                .get("pieces")
                .valueStream()
                .map(p -> signs.get(p.get("op").asString()) + p.get("text").asString())
                .collect(Collectors.joining("", field.get("field").asString() + " ", "")))
        .toList();
  }

  private Rest.Reply upload(String query, String name, String text) throws Exception {
    return editor.upload(IMPORTS + query, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String write(String question, String answer, String risk) throws Exception {
    var created =
        editor.post(ARTICLES, Map.of("question", question, "answer", answer, "risk", risk));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.raw().headers().firstValue("ETag")).contains("\"1\"");
    return created.body().get("id").asString();
  }

  private List<String> found(String query) throws Exception {
    return search(query)
        .get("results")
        .get(0)
        .get("hits")
        .valueStream()
        .map(hit -> hit.get("article").asString())
        .toList();
  }

  private JsonNode search(String query) throws Exception {
    return editor.post("/api/v1/knowledge/searches", Map.of("queries", List.of(query))).body();
  }

  private static String publishPath(String id) {
    return ARTICLES + "/" + id + "/publish";
  }
}
