package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The examples of what shoppers want, in the hands of editors.
class IntentStoryTest {

  private static final String INTENTS = "/api/v1/intents";
  private static final String TEXT = "能不能开箱验货以后再付款呀";

  private Cast cast;
  private Rest editor;

  @BeforeEach
  void anEditorSignsIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    editor = Rest.signedIn(cast.http(), "editor");
  }

  @Test
  void anExampleIsTriedKeptAndTakenOutAgain() throws Exception {
    var before = editor.get(INTENTS).body();
    assertThat(before.get("labels")).hasSize(17);
    var adding = Map.of("changes", List.of(Map.of("op", "add", "intent", "order", "text", TEXT)));

    var trial = editor.post(INTENTS + "/trials", adding).body();
    assertThat(trial.get("after").get("of").asInt())
        .isEqualTo(trial.get("before").get("of").asInt() + 1);
    assertThat(trial.get("before")).isEqualTo(editor.get(INTENTS + "/confusion").body());
    assertThat(trial.get("before").get("table").get("stock").get("stock").asInt()).isPositive();

    assertThat(editor.post(INTENTS + "/changes", adding).status()).isEqualTo(422);
    var kept =
        editor.post(INTENTS + "/changes", adding, "If-Match", tag(before.get("version").asLong()));
    assertThat(kept.status()).describedAs(kept.toString()).isEqualTo(200);
    assertThat(kept.body().toString()).contains(TEXT);
    var late =
        editor.post(INTENTS + "/changes", adding, "If-Match", tag(before.get("version").asLong()));
    assertThat(late.status()).isEqualTo(412);
    var newest = editor.get(INTENTS + "/versions?limit=1").body().get("data").get(0);
    assertThat(newest.get("by_name").asString()).isNotEmpty();
    assertThat(newest.get("changes").get(0).get("op").asString()).isEqualTo("add");

    var removing =
        Map.of("changes", List.of(Map.of("op", "remove", "intent", "order", "text", TEXT)));
    var back =
        editor.post(
            INTENTS + "/changes", removing, "If-Match", tag(kept.body().get("version").asLong()));
    assertThat(back.body().get("labels")).isEqualTo(before.get("labels"));
  }

  @Test
  void whatIsExportedChangesNothingWhenItIsImported() throws Exception {
    var version = editor.get(INTENTS).body().get("version").asLong();
    var file = editor.get(INTENTS + "/export").raw().body().getBytes(StandardCharsets.UTF_8);

    var same = editor.upload(INTENTS + "/imports", "intents.yaml", file);

    assertThat(same.status()).describedAs(same.toString()).isEqualTo(200);
    assertThat(same.body().get("version").asLong()).isEqualTo(version);
    assertThat(same.body().get("changes")).isEmpty();
    var broken =
        editor.upload(
            INTENTS + "/imports", "intents.yaml", "- intent: x".getBytes(StandardCharsets.UTF_8));
    assertThat(broken.status()).isEqualTo(422);
  }

  @Test
  void examplesAreForEditorsAndThoseWhoSupervise() throws Exception {
    var agent = Rest.signedIn(cast.http(), "agent");

    assertThat(agent.get(INTENTS).status()).isEqualTo(403);
    assertThat(agent.get(INTENTS + "/export").status()).isEqualTo(403);
    assertThat(agent.post(INTENTS + "/trials", Map.of("changes", List.of())).status())
        .isEqualTo(403);
    assertThat(Rest.signedIn(cast.http(), "supervisor").get(INTENTS).status()).isEqualTo(200);
    assertThat(editor.post(INTENTS + "/trials", Map.of("changes", List.of())).status())
        .isEqualTo(422);
    assertThat(editor.get(INTENTS + "/versions?limit=0").status()).isEqualTo(422);
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }
}
