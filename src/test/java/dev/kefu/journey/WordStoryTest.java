package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shop's words, in the hands of editors.
class WordStoryTest {

  private static final String WORDS = "/api/v1/knowledge/words";
  private static final List<String> GROUP = List.of("走镖", "物流");
  private static final String QUESTION = "走镖多久能到";

  private Rest editor;
  private Rest supervisor;

  /// Each on a node of their own, where there are several.
  @BeforeEach
  void anEditorAndASupervisorSignIn() throws Exception {
    editor = Rest.signedIn(TestServer.shared().http(), "editor");
    supervisor = Rest.signedIn(TestServer.shared().http(), "supervisor");
  }

  @Test
  void aGroupIsTriedKeptSearchedForAndTakenOutAgain() throws Exception {
    var before = editor.get(WORDS);
    assertThat(before.body().get("groups").size()).isGreaterThan(50);
    var group = before.body().get("groups").valueStream().filter(each -> has(each, "物流"));
    var was = group.findFirst().orElseThrow().valueStream().map(each -> each.asString()).toList();
    var to = new ArrayList<>(was);
    to.add("走镖");
    var changing = changes(Map.of("op", "change_group", "words", was, "to", to));
    var score = score();

    var trial =
        editor.post(
            WORDS + "/trials",
            Map.of("changes", changing.get("changes"), "questions", List.of(QUESTION)));
    assertThat(trial.status()).describedAs(trial.toString()).isEqualTo(200);
    var reading = trial.body().get("readings").get(0);
    assertThat(has(reading.get("groups").get(0), "走镖")).isTrue();
    assertThat(has(reading.get("helping"), "物流")).isTrue();
    assertThat(trial.body().get("worse")).isEmpty();
    assertThat(score()).isEqualTo(score);

    assertThat(editor.post(WORDS + "/changes", changing).status()).isEqualTo(422);
    var kept = editor.post(WORDS + "/changes", changing, "If-Match", tag(before));
    assertThat(kept.status()).describedAs(kept.toString()).isEqualTo(200);
    assertThat(score()).isGreaterThan(score);
    var late = supervisor.post(WORDS + "/changes", changing, "If-Match", tag(before));
    assertThat(late.status()).isEqualTo(412);
    var newest = supervisor.get(WORDS + "/versions?limit=1").body().get("data").get(0);
    assertThat(newest.get("by_name").asString()).isNotEmpty();
    assertThat(newest.get("changes").get(0).get("op").asString()).isEqualTo("change_group");

    var back = changes(Map.of("op", "change_group", "words", to, "to", was));
    var restored = supervisor.post(WORDS + "/changes", back, "If-Match", tag(kept));
    assertThat(restored.body().get("groups")).isEqualTo(before.body().get("groups"));
    assertThat(score()).isEqualTo(score);
  }

  @Test
  void whatIsExportedChangesNothingWhenItIsImportedAndAllOrNothingWhenItDiffers() throws Exception {
    for (var list : List.of("synonyms", "lexicon")) {
      var before = editor.get(WORDS).body();
      var file = export(list);

      var same = upload(list, "", file);

      assertThat(same.status()).describedAs(same.toString()).isEqualTo(200);
      assertThat(same.body().get("changes")).isEmpty();
      assertThat(editor.get(WORDS).body()).isEqualTo(before);
      assertThat(upload(list, "", file + "一，二\n").status()).isEqualTo(422);
      assertThat(upload(list, "", "# 空").status()).isEqualTo(422);

      var more = file + (list.equals("lexicon") ? "走镖裙\n" : "走镖甲,走镖乙\n");
      var tried = upload(list, "?dry_run=true", more);
      assertThat(tried.body().get("changes").size()).isEqualTo(1);
      assertThat(upload(list, "", more).status()).isEqualTo(422);
      assertThat(upload(list, "", more, "If-Match", "\"0\"").status()).isEqualTo(412);
      assertThat(export(list)).isEqualTo(file);
      var kept = upload(list, "", more, "If-Match", tag(editor.get(WORDS)));
      assertThat(kept.body().get("changes")).isEqualTo(tried.body().get("changes"));
      assertThat(export(list)).hasSize(more.length()).contains("走镖");

      upload(list, "", file, "If-Match", "\"" + kept.body().get("version").asLong() + "\"");
      assertThat(export(list)).isEqualTo(file);
    }
  }

  @Test
  void aWordThatBreaksAPinnedQuestionIsKeptOnlyByWhoSaysSo() throws Exception {
    var clean = publish("咕噜壶怎么清洗？");
    var keep = publish("咕噜壶怎么保养？");
    var first = found("咕噜壶怎么打理");
    var other = first.equals(clean) ? "保养" : "清洗";
    var pin =
        editor.post("/api/v1/knowledge/tests", Map.of("question", "咕噜壶怎么打理", "article", first));
    assertThat(pin.status()).describedAs(pin.toString()).isEqualTo(201);
    var before = editor.get(WORDS);
    var words = List.of("打理", other, "怎么" + other);
    var harmful = Map.of("op", "add_group", "words", words);

    var refused = editor.post(WORDS + "/changes", changes(harmful), "If-Match", tag(before));
    assertThat(refused.status()).describedAs(refused.toString()).isEqualTo(409);
    assertThat(refused.body().get("worse").get(0).get("test").get("question").asString())
        .isEqualTo("咕噜壶怎么打理");
    assertThat(editor.get(WORDS).body()).isEqualTo(before.body());
    var file = export("synonyms") + String.join(",", words) + "\n";
    assertThat(upload("synonyms", "?dry_run=true", file).body().get("worse")).hasSize(1);
    assertThat(upload("synonyms", "", file, "If-Match", tag(before)).status()).isEqualTo(409);
    var kept =
        editor.post(
            WORDS + "/changes",
            Map.of("changes", List.of(harmful), "accept_worse", true),
            "If-Match",
            tag(before));
    assertThat(kept.status()).describedAs(kept.toString()).isEqualTo(200);
    assertThat(found("咕噜壶怎么打理")).isNotEqualTo(first);

    editor.delete("/api/v1/knowledge/tests/" + pin.body().get("id").asString());
    var removing = Map.of("op", "remove_group", "words", words);
    var back = editor.post(WORDS + "/changes", changes(removing), "If-Match", tag(kept));
    assertThat(back.body().get("groups")).isEqualTo(before.body().get("groups"));
    for (var id : List.of(clean, keep)) {
      editor.delete("/api/v1/knowledge/articles/" + id, "If-Match", "*");
    }
  }

  private String publish(String question) throws Exception {
    var body = Map.of("question", question, "answer", "亲，用软布就好。", "risk", "low");
    var id = editor.post("/api/v1/knowledge/articles", body).body().get("id").asString();
    var done =
        editor.post("/api/v1/knowledge/articles/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    assertThat(done.status()).describedAs(done.toString()).isEqualTo(200);
    return id;
  }

  private String found(String question) throws Exception {
    var asked = Map.of("queries", List.of(question));
    var result = supervisor.post("/api/v1/knowledge/searches", asked).body().get("results").get(0);
    return result.get("hits").get(0).get("article").asString();
  }

  @Test
  void wordsAreForEditorsAndThoseWhoSuperviseAndWhatIsNoneIsTold() throws Exception {
    var agent = Rest.signedIn(TestServer.shared().http(), "agent");
    var before = supervisor.get(WORDS);
    for (var path : List.of("", "/versions", "/synonyms/export", "/lexicon/export")) {
      assertThat(agent.get(WORDS + path).status()).describedAs(path).isEqualTo(403);
    }
    var good = changes(Map.of("op", "add_group", "words", GROUP));
    assertThat(agent.post(WORDS + "/trials", good).status()).isEqualTo(403);
    assertThat(agent.post(WORDS + "/changes", good, "If-Match", tag(before)).status())
        .isEqualTo(403);

    for (var bad :
        List.<Map<String, ?>>of(
            good, // one of them stands in another group
            Map.of(),
            changes(),
            changes(Map.of("op", "add_group")),
            changes(Map.of("op", "burn", "words", GROUP)),
            changes(Map.of("op", "add_group", "words", List.of("一"))),
            changes(Map.of("op", "change_group", "words", GROUP, "to", List.of("一", "二"))))) {
      var told = editor.post(WORDS + "/changes", bad, "If-Match", tag(before));
      assertThat(told.status()).describedAs("%s: %s", bad, told).isIn(400, 422);
      assertThat(told.body().get("detail").asString()).isNotEmpty();
    }
    assertThat(editor.get(WORDS + "/verbs/export").status()).isEqualTo(404);
    assertThat(editor.get(WORDS + "/versions?limit=0").status()).isEqualTo(422);
    assertThat(
            editor.post(WORDS + "/trials", Map.of("questions", List.of("长".repeat(201)))).status())
        .isEqualTo(422);
    assertThat(editor.get(WORDS).body()).isEqualTo(before.body());
  }

  private double score() throws Exception {
    var found =
        supervisor
            .post(
                "/api/v1/knowledge/searches",
                Map.of("queries", List.of(QUESTION), "limit", 50, "stage", "after_sale"))
            .body();
    return found
        .get("results")
        .get(0)
        .get("hits")
        .valueStream()
        .mapToDouble(hit -> hit.get("score").asDouble())
        .sum();
  }

  private String export(String list) throws Exception {
    return editor.get(WORDS + "/" + list + "/export").raw().body();
  }

  private Rest.Reply upload(String list, String query, String file, String... headers)
      throws Exception {
    return editor.upload(
        WORDS + "/" + list + "/imports" + query,
        list + ".txt",
        file.getBytes(StandardCharsets.UTF_8),
        headers);
  }

  private static Map<String, Object> changes(Object... changes) {
    return Map.of("changes", List.of(changes));
  }

  private static boolean has(JsonNode list, String word) {
    return list.valueStream().anyMatch(each -> each.asString().equals(word));
  }

  private static String tag(Rest.Reply reply) {
    return reply.raw().headers().firstValue("ETag").orElseThrow();
  }
}
