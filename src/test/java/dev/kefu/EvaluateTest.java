package dev.kefu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .contains("questions | 2, 1 | Kefu, wordings | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |");
  }

  @Test
  void aFolderWithoutQuestionsIsRefusedWithAWordAboutWhatIsMissing() {
    assertThat(evaluate("--data=" + folder)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There are no questions");
  }

  @Test
  void whatToMeasureHasToBeNamed() {
    assertThat(evaluate()).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--data=DIR");
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
