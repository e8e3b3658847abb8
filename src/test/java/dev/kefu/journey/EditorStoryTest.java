package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An editor writes, publishes, corrects and retires what agents are offered.
class EditorStoryTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
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
