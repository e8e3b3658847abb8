package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.content.Archive;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What to do when something has gone wrong, in the hands of editors.
class PlaybookStoryTest {

  private static final String PLAYBOOKS = "/api/v1/playbooks";
  private static final String ODD = "亲，\"别急\"：\\ # {我}在 👨‍👩‍👧";

  private Cast cast;
  private Rest editor;
  private Rest agent;

  /// Each on a node of their own, where there are several.
  @BeforeEach
  void anEditorAndAnAgentSignIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    editor = Rest.signedIn(cast.http(), "editor");
    agent = Rest.signedIn(cast.http(), "agent");
  }

  @Test
  void whatAnEditorWritesIsTheNextCardOfWhoSaysItsTrigger() throws Exception {
    var supervisor = Rest.signedIn(cast.http(), "supervisor");
    var added =
        editor.post(
            PLAYBOOKS, playbook("pb_zz_card", "soothe", " 亲，{{order.id|else:您的订单}}我马上看。\n\n "));
    assertThat(added.status()).describedAs(added.toString()).isEqualTo(201);
    assertThat(added.body().get("soothe").asString()).isEqualTo("亲，{{order.id|else:您的订单}}我马上看。");
    var talk = new ShopTalk(cast, cast.staff("agent3"));
    assertThat(card(talk, "咕噜咕噜坏了").get("text").asString()).isEqualTo("亲，您的订单我马上看。");

    var changed =
        supervisor.put(
            PLAYBOOKS + "/pb_zz_card",
            playbook("pb_zz_card", "soothe", "亲，别急。"),
            "If-Match",
            tag(added));
    assertThat(changed.status()).describedAs(changed.toString()).isEqualTo(200);
    assertThat(card(talk, "咕噜咕噜又坏了").get("text").asString()).isEqualTo("亲，别急。");
    assertThat(tag(agent.get(PLAYBOOKS + "/pb_zz_card"))).isEqualTo(tag(changed));

    assertThat(editor.delete(PLAYBOOKS + "/pb_zz_card", "If-Match", tag(added)).status())
        .isEqualTo(412);
    assertThat(editor.delete(PLAYBOOKS + "/pb_zz_card", "If-Match", tag(changed)).status())
        .isEqualTo(204);
    assertThat(agent.get(PLAYBOOKS + "/pb_zz_card").status()).isEqualTo(404);
    assertThat(ids(agent.get(PLAYBOOKS).body())).doesNotContain("pb_zz_card");
  }

  @Test
  void whoChangedWhatIsKeptAndWhatIsRetiredCanBeBroughtBack() throws Exception {
    var added = editor.post(PLAYBOOKS, playbook("pb_zz_back"));
    editor.delete(PLAYBOOKS + "/pb_zz_back", "If-Match", tag(added));

    var retired = editor.get(PLAYBOOKS + "/retired").body().get("data").get(0);
    assertThat(retired.get("playbook")).isEqualTo(added.body());
    var again = editor.post(PLAYBOOKS, retired.get("playbook"));
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(added.body());
    assertThat(tag(again)).isNotEqualTo(tag(added));
    assertThat(editor.put(PLAYBOOKS + "/pb_zz_back", again.body(), "If-Match", tag(added)).status())
        .isEqualTo(412);

    var changes = editor.get(PLAYBOOKS + "/versions?playbook=pb_zz_back").body().get("data");
    assertThat(
            changes.valueStream().map(each -> each.get("action").asString()).toList().subList(0, 3))
        .containsExactly("added", "retired", "added");
    assertThat(changes.get(0).get("by_name").asString()).isNotEmpty();
    assertThat(ids(editor.get(PLAYBOOKS + "/retired").body(), "playbook"))
        .doesNotContain("pb_zz_back");
    editor.delete(PLAYBOOKS + "/pb_zz_back", "If-Match", tag(again));
  }

  @Test
  void whatCannotBeAPlaybookIsToldAndAgentsOnlyRead() throws Exception {
    var before = editor.get(PLAYBOOKS).body();
    var good = playbook("pb_zz_bad");
    assertThat(agent.post(PLAYBOOKS, good).status()).isEqualTo(403);
    assertThat(agent.post(PLAYBOOKS + "/checks", good).status()).isEqualTo(403);
    assertThat(agent.put(PLAYBOOKS + "/pb_late", good, "If-Match", "\"1\"").status())
        .isEqualTo(403);
    assertThat(agent.delete(PLAYBOOKS + "/pb_late", "If-Match", "\"1\"").status()).isEqualTo(403);
    assertThat(agent.get(PLAYBOOKS + "/retired").status()).isEqualTo(403);
    assertThat(agent.get(PLAYBOOKS + "/versions").status()).isEqualTo(403);

    assertThat(editor.post(PLAYBOOKS, playbook("pb_late")).status()).isEqualTo(409);
    assertThat(editor.put(PLAYBOOKS + "/pb_late", playbook("pb_late")).status()).isEqualTo(422);
    assertThat(editor.put(PLAYBOOKS + "/pb_late", good, "If-Match", "\"1\"").status())
        .isEqualTo(422);
    told("id", playbook("late"));
    told("title", playbook("pb_zz_bad", "title", "两\n行"));
    told("reason", playbook("pb_zz_bad", "reason", "weather"));
    told("triggers", playbook("pb_zz_bad", "triggers", List.of("坏了", "壞了")));
    told("triggers", playbook("pb_zz_bad", "triggers", List.of(" ")));
    told("soothe", playbook("pb_zz_bad", "soothe", " "));
    told("soothe", playbook("pb_zz_bad", "soothe", "字".repeat(1_001)));
    told("soothe", playbook("pb_zz_bad", "soothe", "亲，{{weather|else:晴}}"));
    told("soothe", playbook("pb_zz_bad", "soothe", "亲，{{stock}}件"));
    told("soothe", playbook("pb_zz_bad", "soothe", "亲\n## 方案"));
    told("verify", playbook("pb_zz_bad", "verify", List.of()));
    told("next", playbook("pb_zz_bad", "next", List.of("步".repeat(301))));
    assertThat(editor.post(PLAYBOOKS, Map.of("id", "pb_zz_bad")).status()).isEqualTo(422);
    assertThat(editor.get(PLAYBOOKS).body()).isEqualTo(before);
  }

  @Test
  void whatAgentsMayNotPromiseIsNotKept() throws Exception {
    for (var promise : List.of("亲，先给您退款500元。", "亲，加我微信 kefu123 处理。", "亲，我们假一赔十。")) {
      told("soothe", playbook("pb_zz_bad", "soothe", promise));
    }
    for (var own : editor.get(PLAYBOOKS).body().get("data")) {
      var said = editor.post(PLAYBOOKS + "/checks", own).body();
      assertThat(said.get("errors")).describedAs("%s", own).isEmpty();
    }
  }

  private void told(String field, Map<String, ?> bad) throws Exception {
    var answer = editor.post(PLAYBOOKS, bad);
    assertThat(answer.status()).describedAs("%s: %s", bad, answer).isEqualTo(422);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(editor.post(PLAYBOOKS + "/checks", bad).body().get("errors"))
        .isEqualTo(answer.body().get("errors"));
  }

  @Test
  void whatIsExportedChangesNothingWhenItIsImportedAndAllOrNothingWhenItDiffers() throws Exception {
    var odd =
        editor.post(
            PLAYBOOKS,
            playbook(
                "pb_zz_odd",
                "title",
                "\"怪\": #1",
                "soothe",
                ODD,
                "verify",
                List.of("- 看", "a: b")));
    assertThat(odd.status()).describedAs(odd.toString()).isEqualTo(201);
    assertThat(odd.body().get("verify").get(0).asString()).isEqualTo("看");
    var before = editor.get(PLAYBOOKS);
    var files = export();
    assertThat(files).containsKey("playbooks/pb_late.md");

    var same = upload("", files);

    assertThat(same.status()).describedAs(same.toString()).isEqualTo(200);
    assertThat(same.body().get("added")).isEmpty();
    assertThat(same.body().get("changed")).isEmpty();
    assertThat(same.body().get("removed")).isEmpty();
    assertThat(editor.get(PLAYBOOKS).body()).isEqualTo(before.body());

    var other = new LinkedHashMap<>(files);
    other.remove("playbooks/pb_zz_odd.md");
    other.put("playbooks/new.md", file("pb_zz_new", "亲，别急。"));
    other.merge("playbooks/pb_late.md", "- 再看一眼\n", (was, more) -> was + more);
    var broken = new LinkedHashMap<>(other);
    broken.put("playbooks/a.md", file("pb_zz_a", "亲，先给您退款500元。"));
    broken.put("playbooks/b.md", "---\nid: pb_zz_b\n---\n## 安抚\n亲\n");
    var refused = upload("", broken, "If-Match", tag(before));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().get("errors").valueStream().map(each -> each.get("file").asString()))
        .containsExactly("playbooks/a.md", "playbooks/b.md");
    assertThat(upload("", Map.of("playbooks/readme.txt", "空")).status()).isEqualTo(422);
    assertThat(editor.upload(PLAYBOOKS + "/imports", "a.zip", new byte[] {1, 2}).status())
        .isEqualTo(422);
    var tried = upload("?dry_run=true", other);
    assertThat(upload("", other).status()).isEqualTo(422);
    assertThat(upload("", other, "If-Match", "\"0\"").status()).isEqualTo(412);
    assertThat(export()).isEqualTo(files);

    var kept = upload("", other, "If-Match", tag(before));
    assertThat(kept.status()).describedAs(kept.toString()).isEqualTo(200);
    for (var what : List.of("added", "changed", "removed")) {
      assertThat(kept.body().get(what)).isEqualTo(tried.body().get(what));
      assertThat(kept.body().get(what).size()).isEqualTo(1);
    }
    assertThat(ids(agent.get(PLAYBOOKS).body())).contains("pb_zz_new").doesNotContain("pb_zz_odd");
    assertThat(tag(agent.get(PLAYBOOKS + "/pb_lost"))).isEqualTo("\"1\"");

    files.remove("playbooks/pb_zz_odd.md");
    var back = upload("", files, "If-Match", "\"" + kept.body().get("version").asLong() + "\"");
    assertThat(back.body().get("removed").get(0).asString()).isEqualTo("pb_zz_new");
    assertThat(export()).isEqualTo(files);
  }

  /// The first card of a new shopper who has bought something.
  private JsonNode card(ShopTalk talk, String text) throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "after_sale", Map.of());
    shopper.socket().say(conversation, text);
    talk.agent()
        .socket()
        .await(frame ->
            frame.path("type").asString().equals("inbox")
                && frame.path("row").path("conversation").asString().equals(conversation));
    talk.agent().socket().command("take", conversation, Map.of());
    var card = talk.suggestions(conversation).get("cards").get(0);
    talk.agent().socket().command("close", conversation, Map.of());
    return card;
  }

  private Map<String, String> export() throws Exception {
    var files = new LinkedHashMap<String, String>();
    Archive.entries(
            editor.download(PLAYBOOKS + "?format=zip"),
            new Archive.Limits(1_000, 100_000),
            Archive::isMarkdown)
        .forEach((name, bytes) -> files.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return files;
  }

  private Rest.Reply upload(String query, Map<String, String> files, String... headers)
      throws Exception {
    return editor.upload(
        PLAYBOOKS + "/imports" + query, "playbooks.zip", Archive.write(files), headers);
  }

  private static String file(String id, String soothe) {
    return "---\nid: %s\ntitle: 新\ntriggers: [咕噜]\n---\n## 安抚\n%s\n## 核实\n- 看\n## 方案\n- 换\n## 下一步\n- 等\n"
        .formatted(id, soothe);
  }

  /// One that is right but for what is said of it.
  private static Map<String, Object> playbook(String id, Object... fields) {
    var playbook = new HashMap<String, Object>();
    playbook.put("id", id);
    playbook.put("title", "试用");
    playbook.put("reason", "damaged");
    playbook.put("triggers", List.of("咕噜咕噜"));
    playbook.put("soothe", "亲，别急，我来看。");
    playbook.put("verify", List.of("看图"));
    playbook.put("offer", List.of("换新"));
    playbook.put("next", List.of("等回音"));
    for (int i = 0; i < fields.length; i += 2) {
      playbook.put((String) fields[i], fields[i + 1]);
    }
    return playbook;
  }

  private static List<String> ids(JsonNode page) {
    return page.get("data").valueStream().map(each -> each.get("id").asString()).toList();
  }

  private static List<String> ids(JsonNode page, String of) {
    return page.get("data").valueStream().map(each -> each.get(of).get("id").asString()).toList();
  }

  private static String tag(Rest.Reply reply) {
    return reply.raw().headers().firstValue("ETag").orElseThrow();
  }
}
