package dev.kefu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.journey.Rest;
import dev.kefu.journey.ServerProcess;
import dev.kefu.storage.TestEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void aShopsOwnQuestionsAreAskedOfItsOwnArticles() throws IOException {
    Files.createDirectories(folder.resolve("faq"));
    write("faq/ship.md", "---\nid: kb_ship\nquestion: 多久发货？\n---\n付款后一天内发货。\n");
    write("faq/wash.md", "---\nid: kb_wash\nquestion: 怎么洗？\n---\n请用冷水手洗。\n");
    write("questions.tsv", "q1\t几天能发货\tkb_ship\nq2\t可以机洗吗\tkb_wash\nq3\t你几岁\t\n");

    int code = evaluate("--data=" + folder);

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("questions | 2, 1 | BM25, wordings |")
        .contains("questions | 2, 1 | Kefu, wordings | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |")
        .containsPattern("questions \\| Kefu, wordings \\| \\d, \\d \\| \\d, \\d \\| \\d, \\d \\|");
  }

  @Test
  void aFolderWithoutQuestionsIsRefusedWithAWordAboutWhatIsMissing() {
    assertThat(evaluate("--data=" + folder)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There are no questions");
  }

  @Test
  void aShopMeasuresItselfByWhatItsEditorsHavePinnedWhileItRuns() throws Exception {
    var content = folder.resolve("content");
    Files.createDirectories(content.resolve("faq"));
    write(
        "content/faq/ship.md",
        "---\nid: kb_ship\nquestion: 多久发货？\nstatus: published\n---\n付款后一天内发货。\n");
    write(
        "content/faq/wash.md",
        "---\nid: kb_wash\nquestion: 怎么洗？\nstatus: published\n---\n请用冷水手洗。\n");
    var data = folder.resolve("data");
    var own = new ArrayList<>(TestEngine.settings(data));
    own.add("--kefu.data-dir=" + data);
    try (var server = ServerProcess.start(folder, content)) {
      assertThat(evaluate(own)).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("No question is pinned");
      err.reset();
      var editor = Rest.signedIn(server.http(), "editor");
      for (var test :
          List.of(
              Map.of("question", "几天能发货", "article", "kb_ship"),
              Map.of("question", "可以机洗吗", "article", "kb_wash", "stage", "pre_sale"),
              Map.of("question", "你几岁"))) {
        assertThat(editor.post("/api/v1/knowledge/tests", test).status()).isEqualTo(201);
      }

      int code = evaluate(own);

      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
      assertThat(code).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("pinned questions | 2, 1 | BM25, wordings |")
          .contains("pinned questions | 2, 1 | Kefu, wordings | 1.000 | 1.000 | 1.000 | 1.000 |");
      assertThat(editor.get("/api/v1/knowledge/tests").body().get("data")).hasSize(3);
    }
  }

  @Test
  void whereThereIsNoShopItIsSaidWhereOneWasLookedFor() {
    assertThat(evaluate("--kefu.data-dir=" + folder)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("kefu.db", "--kefu.data-dir=PATH");
    assertThat(folder.resolve("kefu.db")).doesNotExist();
  }

  @Test
  void intentsAreMeasuredOnAFolder() {
    assertThat(evaluate("--intents=" + folder)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--data=DIR");
  }

  private int evaluate(List<String> args) {
    return evaluate(args.toArray(String[]::new));
  }

  private int evaluate(String... args) {
    return Evaluate.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
