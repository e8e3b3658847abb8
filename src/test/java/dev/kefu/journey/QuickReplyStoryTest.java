package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The shop's ready sentences, in the hands of editors.
class QuickReplyStoryTest {

  private static final String REPLIES = "/api/v1/quick-replies";
  private static final String ODD = "亲，\"快\"到啦：\\ # {付款}\n明天见 👨‍👩‍👧\u2028好";

  private Rest editor;
  private Rest agent;

  /// Each on a node of their own, where there are several.
  @BeforeEach
  void anEditorAndAnAgentSignIn() throws Exception {
    editor = Rest.signedIn(TestServer.shared().http(), "editor");
    agent = Rest.signedIn(TestServer.shared().http(), "agent");
  }

  @Test
  void whatAnEditorWritesIsThereForEveryAgentAtOnce() throws Exception {
    var before = agent.get(REPLIES).raw().headers().firstValue("ETag").orElseThrow();

    var added =
        editor.post(
            REPLIES, Map.of("code", "zzq1", "title", " 试用 ", "text", "亲，{{stock|else:有}}货"));
    assertThat(added.status()).describedAs(added.toString()).isEqualTo(201);
    assertThat(added.body().get("stage").asString()).isEqualTo("any");
    assertThat(of(agent, "zzq1").get("title").asString()).isEqualTo("试用");
    assertThat(agent.get(REPLIES).raw().headers().firstValue("ETag")).isNotEqualTo(before);

    var read = tag(added);
    var changed =
        editor.put(
            REPLIES + "/zzq1",
            Map.of("title", "试用", "text", "亲，没货", "stage", "pre_sale"),
            "If-Match",
            read);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(of(agent, "zzq1").get("text").asString()).isEqualTo("亲，没货");
    assertThat(tag(agent.get(REPLIES + "/zzq1"))).isEqualTo(tag(changed));

    assertThat(editor.delete(REPLIES + "/zzq1", "If-Match", read).status()).isEqualTo(412);
    assertThat(editor.delete(REPLIES + "/zzq1", "If-Match", tag(changed)).status()).isEqualTo(204);
    assertThat(agent.get(REPLIES + "/zzq1").status()).isEqualTo(404);
  }

  @Test
  void whoSavesOverAnothersWorkOrSaysNotWhatTheyReadIsRefused() throws Exception {
    var words = Map.of("title", "试", "text", "试");
    var first = editor.post(REPLIES, Map.of("code", "zzq2", "title", "一", "text", "一"));
    editor.put(REPLIES + "/zzq2", words, "If-Match", tag(first));

    var late = editor.put(REPLIES + "/zzq2", words, "If-Match", tag(first));

    assertThat(late.status()).isEqualTo(412);
    var current = "\"" + late.body().get("version").asLong() + "\"";
    assertThat(editor.put(REPLIES + "/zzq2", words).status()).isEqualTo(422);
    assertThat(editor.put(REPLIES + "/zzq0", words, "If-Match", current).status()).isEqualTo(404);
    assertThat(editor.delete(REPLIES + "/zzq2", "If-Match", current).status()).isEqualTo(204);
    var again = editor.post(REPLIES, Map.of("code", "zzq2", "title", "二", "text", "二"));
    assertThat(editor.put(REPLIES + "/zzq2", words, "If-Match", current).status()).isEqualTo(412);
    assertThat(editor.delete(REPLIES + "/zzq2", "If-Match", tag(again)).status()).isEqualTo(204);
  }

  @Test
  void whatCannotBeAQuickReplyIsRefusedAndAgentsOnlyRead() throws Exception {
    var good = Map.of("code", "zzq3", "title", "好", "text", "好");

    assertThat(agent.post(REPLIES, good).status()).isEqualTo(403);
    assertThat(agent.put(REPLIES + "/nh", Map.of(), "If-Match", "\"1\"").status()).isEqualTo(403);
    assertThat(agent.delete(REPLIES + "/nh", "If-Match", "\"1\"").status()).isEqualTo(403);
    assertThat(editor.post(REPLIES, Map.of("code", "nh", "title", "x", "text", "x")).status())
        .isEqualTo(409);
    for (var bad :
        new String[][] {
          {"ZZ", "x", "x", "any"},
          {"zzq3", " ", "x", "any"},
          {"zzq3", "x\ny", "x", "any"},
          {"zzq3", "x", "x".repeat(1_001), "any"},
          {"zzq3", "x", "还有{{stock}}件", "any"},
          {"zzq3", "x", "x\u0007", "any"},
          {"zzq3", "x", "x", "later"}
        }) {
      var body = Map.of("code", bad[0], "title", bad[1], "text", bad[2], "stage", bad[3]);
      assertThat(editor.post(REPLIES, body).status()).describedAs("%s", body).isEqualTo(422);
    }
    assertThat(editor.get(REPLIES + "/zzq3").status()).isEqualTo(404);
  }

  @Test
  void whatIsExportedChangesNothingWhenItIsImportedAndSomethingWhenItDiffers() throws Exception {
    editor.post(REPLIES, Map.of("code", "zzq4", "title", "怪", "text", ODD));
    var before = editor.get(REPLIES);
    var file = yaml();

    var same = upload(file);

    assertThat(same.status()).describedAs(same.toString()).isEqualTo(200);
    assertThat(editor.get(REPLIES).body()).isEqualTo(before.body());
    assertThat(of(agent, "zzq4").get("text").asString()).isEqualTo(ODD);
    assertThat(upload("- {code: x}").status()).isEqualTo(422);
    assertThat(upload("").status()).isEqualTo(422);

    var without = file.replaceAll("- \\{code: \"zzq4\".*\n", "");
    assertThat(upload(without).status()).isEqualTo(422);
    assertThat(upload(without, "If-Match", "\"0\"").status()).isEqualTo(412);
    assertThat(yaml()).isEqualTo(file);
    var gone = upload(without, "If-Match", tag(editor.get(REPLIES)));
    assertThat(gone.body().get("removed").get(0).asString()).isEqualTo("zzq4");
    assertThat(gone.body().get("changed")).isEmpty();
    assertThat(of(agent, "nh")).isEqualTo(row(before.body(), "nh"));
    assertThat(yaml()).isEqualTo(without);
  }

  private String yaml() throws Exception {
    return editor.get(REPLIES + "?format=yaml").raw().body();
  }

  private Rest.Reply upload(String file, String... headers) throws Exception {
    return editor.upload(
        REPLIES + "/imports", "quick-replies.yaml", file.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static JsonNode of(Rest who, String code) throws Exception {
    return row(who.get(REPLIES).body(), code);
  }

  private static JsonNode row(JsonNode list, String code) {
    return list.get("data")
        .valueStream()
        .filter(each -> each.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static String tag(Rest.Reply reply) {
    return reply.raw().headers().firstValue("ETag").orElseThrow();
  }
}
