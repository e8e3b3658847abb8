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
  void wordsAreReplacedInManyArticlesAfterALookAtEveryPlace() throws Exception {
    var first = published("柳编筐多久能到（顺达）", "low");
    var second = published("柳编筐寄到乡下吗", "high");
    write(first, 2, "柳编筐多久能到（顺达）", "亲，顺达两天到。", List.of("顺达几天到柳编筐"));
    var reads = List.of(read(first, 3), read(second, 2));
    var change = Map.of("replace", Map.of("find", "顺达", "with", "安捷"));

    var tried = bulk(reads, change, true);
    assertThat(outcomes(tried)).containsExactly("changed", "same");
    var preview = tried.get("rows").get(0).get("preview");
    assertThat(preview.get("times").asInt()).isEqualTo(3);
    assertThat(places(preview))
        .containsExactly("question 柳编筐多久能到（-顺达+安捷）", "similar -顺达+安捷几天到柳编筐", "answer 亲，-顺达+安捷两天到。");
    assertThat(tried.get("rows").get(1).has("preview")).isFalse();
    assertThat(article(first).get("version").asInt()).isEqualTo(3);

    var done = bulk(reads, change, false);
    assertThat(outcomes(done)).containsExactly("changed", "same");
    var now = article(first);
    assertThat(now.get("answer").asString()).isEqualTo("亲，安捷两天到。");
    assertThat(now.get("similar").get(0).asString()).isEqualTo("安捷几天到柳编筐");
    assertThat(now.get("status").asString()).isEqualTo("draft");
    assertThat(now.get("published_version").asInt()).isEqualTo(2);
    var undone = undo(editor, List.of(read(first, 4)));
    assertThat(outcomes(undone)).containsExactly("changed");
    assertThat(article(first).get("answer").asString()).isEqualTo("亲，顺达两天到。");
    assertThat(article(first).get("published_version").asInt()).isEqualTo(2);
    retire(first, second);
  }

  @Test
  void whatMustNotBePublishedAloneIsNotPublishedByReplacing() throws Exception {
    var id = published("柳编椅断了赔多少", "high");
    var answer = Map.of("replace", Map.of("find", "可以的", "with", "全赔", "in", List.of("answer")));

    assertThat(outcomes(bulk(List.of(read(id, 2)), answer, false))).containsExactly("changed");
    assertThat(article(id).get("status").asString()).isEqualTo("draft");
    assertThat(article(id).get("published_version").asInt()).isEqualTo(2);
    var path = ARTICLES + "/" + id + "/publish";
    assertThat(editor.post(path, Map.of(), "If-Match", "\"3\"").status()).isEqualTo(403);
    assertThat(outcomes(undo(editor, List.of(read(id, 3))))).containsExactly("changed");
    assertThat(article(id).get("answer").asString()).isEqualTo("亲，可以的。");
    retire(id);
  }

  @Test
  void whatReplacingWouldSpoilIsToldArticleByArticleAndStaysAsItIs() throws Exception {
    var gone = published("苇编帘", "low");
    var taken = published("苇编席多少钱", "low");
    write(taken, 2, "苇编席多少钱", "亲，看尺寸。", List.of("蒲编席怎么卖"));
    var owned = published("蒲编席多少钱", "low");
    write(owned, 2, "蒲编席多少钱", "亲，看尺寸。", List.of("苇编席怎么卖"));
    var variable = published("苇编垫有货吗", "low");
    write(variable, 2, "苇编垫有货吗", "亲，{{stock|else:我查查}}。", List.of());
    var twice = published("苇编篮大吗", "low");
    write(twice, 2, "苇编篮大吗", "亲，大。", List.of("芦编篮大吗"));

    var empty = bulk(List.of(read(gone, 2)), replace("苇编帘", ""), true);
    assertThat(mistakes(empty, 0)).containsExactly("question：要有 1 至 200 个字符，现有 0 个");
    var foreign = bulk(List.of(read(taken, 3)), replace("蒲编", "苇编"), true);
    assertThat(mistakes(foreign, 0)).containsExactly("similar：相似问法“苇编席怎么卖”已属于 " + owned);
    assertThat(foreign.get("rows").get(0).get("preview").get("places")).hasSize(1);
    var broken = bulk(List.of(read(variable, 3)), replace("stock", "库存"), true);
    assertThat(broken.get("rows").get(0).get("errors")).isNotEmpty();
    var same = bulk(List.of(read(twice, 3)), replace("芦编", "苇编"), true);
    assertThat(mistakes(same, 0)).containsExactly("similar：会有两个一样的问法“苇编篮大吗”");
    var wary = bulk(List.of(read(variable, 3)), replace("亲", "加微信"), true);
    assertThat(outcomes(wary)).containsExactly("changed");
    assertThat(wary.get("rows").get(0).get("preview").get("findings").get(0).get("code").asString())
        .isEqualTo("contact");

    var all =
        List.of(read(taken, 3), read(owned, 3), read(twice, 3), read(gone, 2), read(variable, 3));
    var reeds = replace("苇编", "芦编");
    assertThat(outcomes(bulk(all, reeds, true)))
        .containsExactly("changed", "changed", "error", "changed", "changed");
    assertThat(outcomes(bulk(all, reeds, false)))
        .containsExactly("changed", "changed", "error", "changed", "changed");
    assertThat(article(twice).get("version").asInt()).isEqualTo(3);
    assertThat(article(owned).get("similar").get(0).asString()).isEqualTo("芦编席怎么卖");
    retire(gone, taken, owned, variable, twice);
  }

  @Test
  void aWordingThatGoesFromOneArticleToAnotherGoesBackTheSameWay() throws Exception {
    var first = published("纸编绳怎么卖", "low");
    write(first, 2, "纸编绳怎么卖", "亲，论卷。", List.of("纸编绳绳多少钱"));
    var second = published("纸编带怎么卖", "low");
    write(second, 2, "纸编带怎么卖", "亲，论卷。", List.of("纸编绳绳绳绳多少钱"));
    var inOrder = List.of(read(first, 3), read(second, 3));
    var change = replace("绳绳", "绳");

    for (var dryRun : List.of(true, false)) {
      assertThat(outcomes(bulk(inOrder.reversed(), change, true)))
          .containsExactly("error", "changed");
      assertThat(outcomes(bulk(inOrder, change, dryRun))).containsExactly("changed", "changed");
    }
    assertThat(article(second).get("similar").get(0).asString()).isEqualTo("纸编绳绳多少钱");
    var undone = undo(editor, List.of(read(first, 4), read(second, 4)));
    assertThat(outcomes(undone)).containsExactly("changed", "changed");
    assertThat(undone.get("rows").get(0).get("id").asString()).isEqualTo(first);
    assertThat(article(first).get("similar").get(0).asString()).isEqualTo("纸编绳绳多少钱");
    retire(first, second);
  }

  @Test
  void wordsThatCannotBeLookedForAreRefused() throws Exception {
    var id = published("麻编垫会掉毛吗", "low");
    for (var bad :
        List.of(
            Map.of("find", "", "with", "x"),
            Map.of("find", "x", "with", "x"),
            Map.of("find", "x".repeat(201), "with", "y"),
            Map.of("find", "x", "with", "y".repeat(1_001)),
            Map.of("find", "x", "with", "y", "in", List.of()),
            Map.of("find", "x", "with", "y", "in", List.of("category")),
            Map.of("find", "x", "with", "y", "regex", true))) {
      var body = Map.of("articles", List.of(read(id, 2)), "change", Map.of("replace", bad));
      assertThat(editor.post(BULK, body).status()).as(bad.toString()).isEqualTo(422);
    }
    var body =
        Map.of("articles", List.of(read(id, 2)), "change", replace("麻编", "棉编"), "dry_run", true);
    assertThat(Rest.signedIn(TestServer.shared().http(), "agent").post(BULK, body).status())
        .isEqualTo(403);
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

  private void write(String id, int read, String question, String answer, List<String> similar)
      throws Exception {
    var body = Map.of("question", question, "answer", answer, "similar", similar);
    var saved = editor.put(ARTICLES + "/" + id, body, "If-Match", "\"" + read + "\"");
    assertThat(saved.status()).isEqualTo(200);
  }

  private static Map<String, ?> replace(String find, String with) {
    return Map.of("replace", Map.of("find", find, "with", with));
  }

  /// Each with what is removed behind a minus and what is added behind a plus.
  private static List<String> places(JsonNode preview) {
    var places = new ArrayList<String>();
    for (var place : preview.get("places")) {
      var text = new StringBuilder(place.get("field").asString()).append(' ');
      for (var piece : place.get("pieces")) {
        var mark =
            Map.of("removed", "-", "added", "+").getOrDefault(piece.get("op").asString(), "");
        text.append(mark).append(piece.get("text").asString());
      }
      places.add(text.toString());
    }
    return places;
  }

  private static List<String> mistakes(JsonNode result, int row) {
    var mistakes = new ArrayList<String>();
    for (var each : result.get("rows").get(row).get("errors")) {
      mistakes.add(each.get("field").asString() + "：" + each.get("message").asString());
    }
    return mistakes;
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
