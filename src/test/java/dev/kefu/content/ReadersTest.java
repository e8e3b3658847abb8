package dev.kefu.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  @Nested
  class ATime {

    @ParameterizedTest
    @CsvSource({
      "2026-12-12T00:00:00+08:00, 2026-12-11T16:00:00Z",
      "2026-12-12T00:00:00Z, 2026-12-12T00:00:00Z",
      "-PT26H, 2026-11-22T02:00:00Z",
      "-P3DT2H, 2026-11-20T02:00:00Z",
      "P10D, 2026-12-03T04:00:00Z",
      "+PT1S, 2026-11-23T04:00:01Z",
    })
    void isAMomentOrCountsFromTheImport(String text, Instant expected) {
      assertThat(TimeOrOffset.parse(text, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "yesterday",
          "2026-12-12",
          "2026-12-12T00:00:00",
          "P1M",
          "-P",
          "P999999999999D",
          "-P90000D",
          "9999-01-01T00:00:00Z"
        })
    void isRefusedInAnyOtherForm(String text) {
      assertThatThrownBy(() -> TimeOrOffset.parse(text, NOW))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  @Nested
  class ACsvFile {

    @Test
    void tellsTheLineOfARowEvenAfterAValueWithLineEnds() {
      var rows =
          CsvFile.read(csv("id,text\n1,\"two\nlines, \"\"quoted\"\"\"\n2,b\n"), "id", "text");

      assertThat(rows)
          .extracting(r -> r.text("text"))
          .containsExactly("two\nlines, \"quoted\"", "b");
      assertThat(rows).extracting(CsvRow::line).containsExactly(2, 4);
      assertThat(rows.get(1).error("text", "is odd")).hasMessage("kb/a.csv:4: text: is odd");
    }

    @Test
    void mayLackItsLastLineEnd() {
      assertThat(CsvFile.read(csv("id,text\n1,a"), "id", "text")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "''; kb/a.csv:1: the header is missing",
          "id,txt\\n1,a\\n; kb/a.csv:1: the header is 'id,txt', expected is 'id,text'",
          "text,id\\n; kb/a.csv:1: the header is",
          "id,text,more\\n; kb/a.csv:1: the header is",
          "id,text\\n1,a\\n2\\n; kb/a.csv:3: has 1 values",
          "id,text\\n1,a,b\\n; kb/a.csv:2: has 3 values",
          "id,text\\n\\n1,a\\n; kb/a.csv:2: has 1 values",
          "id,text\\n1,a\\n2,\"b\\n; kb/a.csv:3: is not CSV",
          "id,text\\n1,\"a\"b\\n; kb/a.csv:2: is not CSV",
        })
    void isRefusedWithItsLine(String text, String message) {
      var file = csv(text.replace("\\n", "\n"));

      refusedWith(message, () -> CsvFile.read(file, "id", "text"));
    }

    @Test
    void readsValuesStrictly() {
      var file = csv("n,b,w,at,parts\n7,1,red,-PT1H,a|b\n-1,2,blue,soon,a||b\nx,,,,\n");
      var rows = CsvFile.read(file, "n", "b", "w", "at", "parts");
      var good = rows.get(0);
      var bad = rows.get(1);
      var empty = rows.get(2);

      assertThat(good.integer("n", 0, 9)).isEqualTo(7);
      assertThat(good.bool("b")).isTrue();
      assertThat(good.oneOf("w", Set.of("red", "green"))).isEqualTo("red");
      assertThat(good.time("at", NOW)).isEqualTo(NOW.minusSeconds(3600));
      assertThat(good.parts("parts")).containsExactly("a", "b");
      refusedWith("kb/a.csv:3: n: a whole number from 0 to 9", () -> bad.integer("n", 0, 9));
      refusedWith("kb/a.csv:3: b: a whole number", () -> bad.bool("b"));
      refusedWith(
          "kb/a.csv:3: w: 'blue' is none of [green, red]",
          () -> bad.oneOf("w", Set.of("red", "green")));
      refusedWith("kb/a.csv:3: at: a time", () -> bad.time("at", NOW));
      refusedWith("kb/a.csv:3: parts: a part", () -> bad.parts("parts"));
      refusedWith("kb/a.csv:4: n: a whole number", () -> empty.integer("n", 0, 9));
      refusedWith("kb/a.csv:4: w: is empty", () -> empty.required("w"));
      assertThat(empty.parts("parts")).isEmpty();
      assertThat(empty.find("w")).isEmpty();
    }

    private ContentFile csv(String text) {
      return new ContentFile("kb/a.csv", text);
    }
  }

  @Nested
  class AYamlFile {

    @Test
    void tellsTheLineOfEveryValue() {
      var root = yaml("# shop\nname: 云上\nlist:\n  - {id: a, n: 3, yes: true}\n  - {id: b, n: 4}\n");
      var second = root.get("list").items().get(1);

      assertThat(root.get("name").text()).isEqualTo("云上");
      assertThat(second.line()).isEqualTo(5);
      refusedWith(
          "kb/a.yaml:5: list.n: a whole number from 5 to 9", () -> second.get("n").integer(5, 9));
      refusedWith("kb/a.yaml:5: list: 'yes' is missing", () -> second.get("yes"));
      refusedWith("kb/a.yaml:2: name: a list is expected", () -> root.get("name").items());
      refusedWith("kb/a.yaml:3: list: a text is expected", () -> root.get("list").text());
    }

    @Test
    void refusesAKeyItDoesNotKnow() {
      refusedWith(
          "kb/a.yaml:2: unknown key 'nmae', known are [hours, name]",
          () -> yaml("hours: 1\nnmae: x\n").only("name", "hours"));
    }

    @Test
    void refusesAKeyThatStandsTwice() {
      refusedWith("kb/a.yaml:3:", () -> yaml("a: 1\nb: 2\na: 3\n").entries());
    }

    @Test
    void refusesWhatIsNotYaml() {
      refusedWith("kb/a.yaml:3: is not YAML", () -> yaml("a: 1\nb: 2\nc: [1, 2\n"));
      refusedWith("kb/a.yaml:2: is not YAML", () -> yaml("a: 1\n\tb: 2\n"));
    }

    @Test
    void mayBeEmpty() {
      assertThat(yaml("# nothing yet\n").items()).isEmpty();
      assertThat(yaml("").entries()).isEmpty();
    }

    @Test
    void takesAnEmptyValueForNone() {
      assertThat(yaml("window:\n").find("window")).isEmpty();
      assertThat(yaml("window: ''\n").find("window")).isPresent();
    }

    private YamlNode yaml(String text) {
      return YamlNode.of(new ContentFile("kb/a.yaml", text));
    }
  }

  @Nested
  class FrontMatterOfMarkdown {

    @Test
    void keepsTheLinesOfTheWholeFile() {
      var parts = of("---\nid: kb_a\nrisk: high\n---\n\nline one\n\nline two\n");

      assertThat(parts.head().get("id").text()).isEqualTo("kb_a");
      assertThat(parts.head().get("risk").line()).isEqualTo(3);
      assertThat(parts.body()).isEqualTo("line one\n\nline two");
      assertThat(parts.bodyLine()).isEqualTo(6);
    }

    @Test
    void mayHaveNoTextBehindIt() {
      assertThat(of("---\nid: kb_a\n---").body()).isEmpty();
    }

    @Test
    void isRefusedWhenItIsMissingOrOpen() {
      refusedWith("kb/a.md:1: front matter is expected", () -> of("# Title\n"));
      refusedWith("kb/a.md:1: the front matter is not closed", () -> of("---\nid: kb_a\n"));
      refusedWith("kb/a.md:3: is not YAML", () -> of("---\nid: kb_a\nb: [1\n---\nx\n"));
    }

    private FrontMatter of(String text) {
      return FrontMatter.of(new ContentFile("kb/a.md", text));
    }
  }

  @Nested
  class AFolder {

    @TempDir Path temp;

    @Test
    void namesItsFilesAsPeopleDo() throws IOException {
      var root = Files.createDirectory(temp.resolve("knowledge-base"));
      write(root.resolve("faq/pre-sale/b.md"), "b");
      write(root.resolve("faq/a.md"), "\uFEFFa\r\n");
      write(root.resolve("faq/.hidden.md"), "x");
      write(root.resolve("faq/note.txt"), "x");
      var folder = ContentFolder.at(root);

      var files = folder.files("faq", ".md");

      assertThat(files)
          .containsExactly(
              new ContentFile("knowledge-base/faq/a.md", "a\n"),
              new ContentFile("knowledge-base/faq/pre-sale/b.md", "b"));
      assertThat(folder.file("shop.yaml")).isEmpty();
      assertThat(folder.files("playbooks", ".md")).isEmpty();
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
      var file = temp.resolve("a.txt");
      Files.write(file, "一\n二\n\u00ff".getBytes(StandardCharsets.UTF_8));
      assertThat(ContentFile.read("a.txt", file).text()).endsWith("\u00ff");
      Files.write(file, new byte[] {'a', '\n', 'b', '\n', (byte) 0xff, '\n'});

      refusedWith("a.txt:3: is not UTF-8", () -> ContentFile.read("a.txt", file));
      Files.write(file, new byte[] {'a', '\n', (byte) 0xe4, (byte) 0xb8});
      refusedWith("a.txt:2: is not UTF-8", () -> ContentFile.read("a.txt", file));
    }

    private void write(Path file, String text) throws IOException {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }

  private static void refusedWith(String message, ThrowingCallable reading) {
    assertThatThrownBy(reading).isInstanceOf(ContentError.class).hasMessageStartingWith(message);
  }
}
