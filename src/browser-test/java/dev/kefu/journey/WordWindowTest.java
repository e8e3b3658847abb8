package dev.kefu.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An editor says which words mean the same, and sees before what that does.
class WordWindowTest {

  private static final String WORDS = "/api/v1/knowledge/words";
  private static final String QUESTION = "咕噜壶怎么打理";
  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final String TESTS = "/api/v1/knowledge/tests";

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void aGroupIsTriedKeptChangedAndTakenOutAgainByKeyboard() {
    var editor = stage.staff("editor", "/console/words");
    assertThat(editor.at("word-group").first()).isVisible();
    editor.picture("91-words");

    editor.window().expectARefusal(422);
    editor.enter("words-new");
    assertThat(editor.at("words-text")).isFocused();
    editor.type("走镖，快递");
    assertThat(editor.at("words-trial-problem")).containsText("已在“快递");
    editor.write("words-text", "走镖，送货上门");
    editor.write("words-question", "走镖要几天");
    assertThat(editor.at("words-groups")).containsText("走镖 = 送货上门");
    assertThat(editor.at("words-helping")).containsText("送货");
    assertThat(editor.at("words-harmless").or(editor.at("words-worse")).first()).isVisible();
    editor.picture("91a-words-tried");

    editor.enter("nav-replies");
    editor.enter("nav-words");
    editor.enter("words-new");
    assertThat(editor.at("words-text")).hasValue("走镖，送货上门");
    editor.press("Control+Enter");
    assertThat(editor.at("toasts")).containsText("已保存");
    var own = editor.window().page().locator("[data-word=走镖]");
    assertThat(own).hasAttribute("aria-current", "true");
    assertThat(editor.at("words-versions").locator("li").first()).containsText("新增：走镖、送货上门");

    editor.enter("words-lexicon");
    editor.write("lexicon-new", "走镖裙");
    editor.press("Enter");
    var word = editor.window().page().locator("[data-word=走镖裙]");
    assertThat(word).isVisible();
    editor.picture("91b-lexicon");
    word.locator("[data-test=lexicon-remove]").press("Enter");
    assertThat(word).hasCount(0);

    editor.enter("words-synonyms");
    own.locator("button").press("Enter");
    editor.enter("words-remove");
    assertThat(editor.at("words-asks")).containsText("走镖");
    editor.enter("words-remove-confirm");
    assertThat(own).hasCount(0);
  }

  @Test
  void whatBreaksAPinnedQuestionIsToldAndKeptOnlyByWhoSaysSo() throws Exception {
    var supervisor = Rest.signedIn(stage.http(), "supervisor");
    var before = supervisor.get(WORDS).body().get("groups");
    var writer = Rest.signedIn(stage.http(), "editor");
    var clean = publish(writer, "咕噜壶怎么清洗？");
    var keep = publish(writer, "咕噜壶怎么保养？");
    var first = first(supervisor, QUESTION);
    var other = first.equals(clean) ? "保养" : "清洗";
    var pinned = supervisor.post(TESTS, Map.of("question", QUESTION, "article", first));
    var pin = pinned.body().get("id").asString();
    var editor = stage.staff("editor", "/console/words");
    editor.window().expectARefusal(409);
    editor.enter("words-new");
    editor.type("打理\n" + other + "\n怎么" + other);
    editor.write("words-question", QUESTION);
    assertThat(editor.at("words-worse")).containsText(QUESTION);
    assertThat(editor.at("words-after")).isVisible();
    editor.at("words-text").focus();
    editor.press("Control+Enter");
    assertThat(editor.at("words-problem")).containsText("确认后才能保存");
    editor.picture("91c-words-worse");
    editor.enter("words-anyway");
    var own = editor.window().page().locator("[data-word=打理]");
    assertThat(own).hasAttribute("aria-current", "true");

    supervisor.delete(TESTS + "/" + pin);
    editor.window().expectARefusal(412);
    var now = supervisor.get(WORDS);
    var tag = "\"" + now.body().get("version").asLong() + "\"";
    var robe = Map.of("op", "add_words", "words", List.of("走镖袍"));
    supervisor.post(WORDS + "/changes", Map.of("changes", List.of(robe)), "If-Match", tag);
    editor.write("words-text", "打理，咪咪");
    editor.press("Control+Enter");
    assertThat(editor.at("words-problem")).containsText("你写的还在");
    assertThat(editor.at("words-text")).hasValue("打理，咪咪");
    editor.picture("91d-words-conflict");
    editor.press("Control+Enter");
    assertThat(own).containsText(Pattern.compile("咪咪"));

    editor.enter("words-remove");
    editor.enter("words-remove-confirm");
    assertThat(own).hasCount(0);
    editor.enter("words-lexicon");
    editor.window().page().locator("[data-word=走镖袍] [data-test=lexicon-remove]").press("Enter");
    assertThat(editor.window().page().locator("[data-word=走镖袍]")).hasCount(0);
    assertThat(supervisor.get(WORDS).body().get("groups")).isEqualTo(before);
    for (var id : List.of(clean, keep)) {
      writer.delete(ARTICLES + "/" + id, "If-Match", "*");
    }
  }

  @Test
  void aListGoesIntoAFileAndComesBackWithWhatWasAdded() {
    var editor = stage.staff("editor", "/console/words");
    assertThat(editor.at("word-group").first()).isVisible();
    var export = stage.http() + WORDS + "/synonyms/export";
    var before = editor.window().page().request().get(export).text();
    var own = editor.window().page().locator("[data-word=走镖]");

    editor.at("words-import").setInputFiles(file(before));
    assertThat(editor.at("words-import-box")).containsText("和现在的一样");
    assertThat(editor.at("words-import-go")).isDisabled();
    editor.press("Escape");
    editor.at("words-import").setInputFiles(file(before + "走镖,送货上门\n"));
    assertThat(editor.at("words-import-changes")).containsText("走镖");
    editor.picture("91e-words-import");
    editor.enter("words-import-go");
    assertThat(own).isVisible();

    editor.at("words-import").setInputFiles(file(before));
    assertThat(editor.at("words-import-changes")).containsText("走镖");
    editor.enter("words-import-go");
    assertThat(own).hasCount(0);
  }

  private static FilePayload file(String text) {
    return new FilePayload("synonyms.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String publish(Rest who, String question) throws Exception {
    var body = Map.of("question", question, "answer", "亲，用软布就好。", "risk", "low");
    var id = who.post(ARTICLES, body).body().get("id").asString();
    who.post(ARTICLES + "/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    return id;
  }

  private static String first(Rest who, String question) throws Exception {
    var asked = Map.of("queries", List.of(question));
    var result = who.post("/api/v1/knowledge/searches", asked).body().get("results").get(0);
    return result.get("hits").get(0).get("article").asString();
  }
}
