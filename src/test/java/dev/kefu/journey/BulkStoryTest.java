package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Editors change many articles at once, and see who else is at one.
class BulkStoryTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final String BULK = "/api/v1/knowledge/bulk-changes";

  private Rest editor;

  @BeforeEach
  void anEditorSignsIn() throws Exception {
    editor = Rest.signedIn(TestServer.shared().http(), "editor");
  }

  @Test
  void manyArticlesChangeTogetherAndWhatCannotIsToldRowByRow() throws Exception {
    var first = published("竹编灯罩能不能水洗", "low");
    var second = published("竹编灯罩会不会发霉", "low");
    var reads = List.of(read(first, 2), read(second, 1), read("kb_nowhere", 1));
    var change =
        Map.of("category", "养护", "stage", "after_sale", "add_tags", List.of("竹编"), "owner", "小周");

    var tried = bulk(reads, change, true);
    assertThat(tried.get("changed").asInt()).isEqualTo(1);
    assertThat(tried.get("errors").asInt()).isEqualTo(2);
    assertThat(article(first).get("version").asInt()).isEqualTo(2);

    var done = bulk(reads, change, false);
    assertThat(outcomes(done)).containsExactly("changed", "error", "error");
    assertThat(done.get("rows").get(1).get("code").asString()).isEqualTo("conflict");
    assertThat(done.get("rows").get(2).get("code").asString()).isEqualTo("not_found");
    var now = article(first);
    assertThat(now.get("category").asString()).isEqualTo("养护");
    assertThat(now.get("owner").asString()).isEqualTo("小周");
    assertThat(now.get("tags").toString()).isEqualTo("[\"竹编\"]");
    assertThat(now.get("status").asString()).isEqualTo("draft");
    assertThat(now.get("published_version").asInt()).isEqualTo(2);
    assertThat(outcomes(bulk(List.of(read(first, 3)), change, false))).containsExactly("same");

    var undone = undo(editor, List.of(read(first, 3)));
    assertThat(outcomes(undone)).containsExactly("changed");
    assertThat(article(first).get("category").asString()).isEmpty();
    assertThat(article(first).get("status").asString()).isEqualTo("published");
    assertThat(outcomes(undo(editor, List.of(read(first, 3))))).containsExactly("error");
    retire(first, second);
  }

  @Test
  void whatWentOutOfUseTogetherComesBackAndWhatIsRiskyByASupervisorsHandOnly() throws Exception {
    var low = published("藤椅可以放阳台吗", "low");
    var high = published("藤椅断了能赔多少", "high");
    var done = bulk(List.of(read(low, 2), read(high, 2)), Map.of("retire", true), false);
    assertThat(outcomes(done)).containsExactly("changed", "changed");
    assertThat(article(low).get("status").asString()).isEqualTo("retired");

    var undone = undo(editor, List.of(read(low, 3), read(high, 3)));
    assertThat(outcomes(undone)).containsExactly("changed", "error");
    assertThat(undone.get("rows").get(1).get("code").asString()).isEqualTo("forbidden");
    assertThat(article(low).get("status").asString()).isEqualTo("published");
    assertThat(article(high).get("status").asString()).isEqualTo("retired");
    assertThat(
            outcomes(
                undo(Rest.signedIn(TestServer.shared().http(), "admin"), List.of(read(high, 3)))))
        .containsExactly("changed");
    assertThat(article(high).get("status").asString()).isEqualTo("published");
    retire(low, high);
  }

  @Test
  void aChangeThatSaysNothingOrCannotBeIsRefused() throws Exception {
    var id = published("草编包能装多重", "low");
    for (var bad :
        List.of(
            Map.of(),
            Map.of("retire", true, "category", "x"),
            Map.of("endless", true, "valid_until", "2027-01-01T00:00:00Z"),
            Map.of("add_tags", List.of(" ")))) {
      var body = Map.of("articles", List.of(read(id, 2)), "change", bad);
      assertThat(editor.post(BULK, body).status()).as(bad.toString()).isEqualTo(422);
    }
    var window = bulk(List.of(read(id, 2)), Map.of("window", "no_such_window"), false);
    assertThat(outcomes(window)).containsExactly("error");
    assertThat(article(id).get("version").asInt()).isEqualTo(2);
    var agent = Rest.signedIn(TestServer.shared().http(), "agent");
    var body = Map.of("articles", List.of(read(id, 2)), "change", Map.of("category", "x"));
    assertThat(agent.post(BULK, body).status()).isEqualTo(403);
    assertThat(agent.post(BULK + "/undo", body).status()).isEqualTo(403);
    retire(id);
  }

  @Test
  void whoWritesAnArticleIsSeenByTheOthersUntilTheyLeave() throws Exception {
    var id = published("蜡染桌布掉不掉色", "low");
    var admin = Rest.signedIn(TestServer.shared().http(), "admin");
    var writers = ARTICLES + "/" + id + "/writers";
    assertThat(editor.put(writers + "/me", Map.of()).body().get("data")).isEmpty();

    var seen = admin.get(writers).body().get("data");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).get("name").asString()).isNotBlank();
    assertThat(admin.put(writers + "/me", Map.of()).body().get("data")).hasSize(1);
    assertThat(editor.get(writers).body().get("data")).hasSize(1);

    assertThat(editor.delete(writers + "/me").status()).isEqualTo(204);
    assertThat(admin.get(writers).body().get("data")).isEmpty();
    assertThat(editor.put(ARTICLES + "/kb_nowhere/writers/me", Map.of()).status()).isEqualTo(404);
    var agent = Rest.signedIn(TestServer.shared().http(), "agent");
    assertThat(agent.put(writers + "/me", Map.of()).status()).isEqualTo(403);
    admin.delete(writers + "/me");
    retire(id);
  }

  private String published(String question, String risk) throws Exception {
    var created =
        editor.post(ARTICLES, Map.of("question", question, "answer", "亲，可以的。", "risk", risk));
    assertThat(created.status()).isEqualTo(201);
    var id = created.body().get("id").asString();
    var publisher = Rest.signedIn(TestServer.shared().http(), "supervisor");
    var done = publisher.post(ARTICLES + "/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    assertThat(done.status()).isEqualTo(200);
    return id;
  }

  private JsonNode article(String id) throws Exception {
    return editor.get(ARTICLES + "/" + id).body();
  }

  private static Map<String, Object> read(String id, int version) {
    return Map.of("id", id, "version", version);
  }

  private JsonNode bulk(List<Map<String, Object>> reads, Map<String, ?> change, boolean dryRun)
      throws Exception {
    var answer = editor.post(BULK, Map.of("articles", reads, "change", change, "dry_run", dryRun));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode undo(Rest who, List<Map<String, Object>> reads) throws Exception {
    return who.post(BULK + "/undo", Map.of("articles", reads)).body();
  }

  private static List<String> outcomes(JsonNode result) {
    var outcomes = new ArrayList<String>();
    result.get("rows").forEach(row -> outcomes.add(row.get("outcome").asString()));
    return outcomes;
  }

  private void retire(String... ids) throws Exception {
    for (var id : ids) {
      editor.delete(ARTICLES + "/" + id, "If-Match", "*");
    }
  }
}
