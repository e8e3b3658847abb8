package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.EDITOR;
import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.content.ContentFile;
import dev.kefu.knowledge.ImportResult.Outcome;
import dev.kefu.knowledge.ImportResult.RowError;
import dev.kefu.knowledge.ImportResult.RowResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleImportTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  @TempDir Path folder;
  private TestKnowledge room;
  private ArticleImport articleImport;

  @BeforeEach
  void open() {
    room = new TestKnowledge(folder, Clock.systemUTC());
    articleImport =
        new ArticleImport(
            room.table, room.store, room.shop, room.database.transactions(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void rowsArriveAsDraftsById() {
    var id = publish("kb_ship", "一天。");

    var result = csv("id,question,answer\nkb_ship,多久发货？,两天。\nkb_new,能开票吗？,可以。\n");

    assertCounts(result, 1, 1, 0);
    assertThat(result.rows())
        .containsExactly(
            new RowResult(2, "kb_ship", "多久发货？", Outcome.CHANGED),
            new RowResult(3, "kb_new", "能开票吗？", Outcome.NEW));
    assertThat(room.table.find("kb_new").orElseThrow().status()).isEqualTo(ArticleStatus.DRAFT);
    var changed = room.table.find(id).orElseThrow();
    assertThat(changed.status()).isEqualTo(ArticleStatus.DRAFT);
    assertThat(changed.publishedVersion()).isEqualTo(2);
    assertThat(room.knowledge.search(ask("多久发货")).getFirst().answer()).isEqualTo("一天。");
  }

  @Test
  void aTrialStoresNothing() {
    var result = run(ArticleCsv.read("id,question,answer\nkb_new,能开票吗？,可以。\n", NOW), true);

    assertThat(result.added()).isEqualTo(1);
    assertThat(room.table.find("kb_new")).isEmpty();
  }

  @Test
  void oneWrongRowStopsTheWholeFile() {
    var result =
        csv(
            """
            id,question,answer,stage,similar
            kb_good,能开票吗？,可以。,any,
            kb_bad,,{{stock}}件,midnight,
            kb_good,能开票吗？,可以。,any,开票|发票
            NOT AN ID,问,答,any,
            kb_other,问,答,any,發票
            """);

    assertThat(result.errors())
        .extracting(e -> e.row() + " " + e.field())
        .containsExactly("3 stage", "4 id", "5 id", "6 similar");
    assertThat(room.table.inOrder("", 10)).isEmpty();
  }

  @Test
  void aColumnThatIsNotThereLeavesTheFieldAsItIsAndAnEmptyCellEmptiesIt() {
    room.articles.create(
        "kb_ship", article("多久发货？", "一天。").negative("预售").tags("物流").fields(), EDITOR);

    csv("id,tags\nkb_ship,\n");

    var fields = room.table.find("kb_ship").orElseThrow().fields();
    assertThat(fields.answer()).isEqualTo("一天。");
    assertThat(fields.negative()).containsExactly("预售");
    assertThat(fields.tags()).isEmpty();
  }

  @Test
  void aWordingMayMoveBetweenArticlesOfTheFileButNotFromOneOutside() {
    room.articles.create("kb_a1", article("甲？", "甲").similar("共同的").fields(), EDITOR);
    room.articles.create("kb_b1", article("乙？", "乙").similar("别人的").fields(), EDITOR);
    room.articles.create("kb_c1", article("丙？", "丙").fields(), EDITOR);

    assertThat(csv("id,similar\nkb_c1,共同的\nkb_a1,\n").errors()).isEmpty();
    assertThat(csv("id,similar\nkb_c1,共同的|别人的\n").errors())
        .containsExactly(new RowError(2, "similar", "相似问法“别人的”已属于 kb_b1"));
  }

  @Test
  void aWordingThatARetiredArticleLeftToAnotherIsNoMistake() {
    room.articles.create("kb_old", article("甲？", "甲").similar("共同的").fields(), EDITOR);
    room.articles.retire("kb_old", 1, EDITOR);
    room.articles.create("kb_new", article("乙？", "乙").similar("共同的").fields(), EDITOR);

    assertCounts(run(csvRows(ArticleCsv.write(all())), false), 0, 0, 2);
  }

  @Test
  void encodingsOfChineseSpreadsheetsAreRead() {
    var text = "id,question,answer\nkb_zh,这件有货吗？,有的，亲。\n";
    for (var charset : List.of("UTF-8", "GB18030", "UTF-16")) {
      assertThat(Texts.decode(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }
    assertThat(Texts.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThatThrownBy(() -> Texts.decode(new byte[] {(byte) 0xFF, 0x20, (byte) 0xFF}))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void whatIsNoTableIsRefused() {
    assertRefused("question,answer\n\"never closed,x\n", ErrorCode.BAD_REQUEST);
    assertRefused("question,colour\n问,红\n", ErrorCode.BAD_REQUEST);
    assertRefused("question,question\n问,问\n", ErrorCode.BAD_REQUEST);
    assertRefused("question,answer\n问\n", ErrorCode.BAD_REQUEST);
    assertRefused("question,answer\n" + "字".repeat(10_001) + ",答\n", ErrorCode.TOO_LARGE);
    assertRefused("question,answer\n" + "问,答\n".repeat(50_001), ErrorCode.TOO_LARGE);
    assertRefused(",".repeat(1_000_000), ErrorCode.BAD_REQUEST);
    assertThat(ArticleCsv.read("", NOW)).isEmpty();
  }

  @Test
  void aControlCharacterIsToldByItsRow() {
    assertThat(csv("question,answer\n问\0题,答\n").errors())
        .extracting(e -> e.row() + " " + e.field())
        .containsExactly("2 question");
  }

  @Test
  void anArchiveThatIsTooLargeOrBrokenIsRefused() throws IOException {
    var bomb = zip("faq/a.md", "x".repeat(200_000), 400);

    assertThatThrownBy(() -> ArticleMarkdown.files(bomb))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThatThrownBy(() -> ArticleMarkdown.files("no zip".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> ArticleMarkdown.files(Arrays.copyOf(bomb, bomb.length / 2)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aMarkdownFileWithoutItsFormIsToldByItsLine() {
    var file = new ContentFile("faq/a.md", "---\nid: kb_a1\ncolour: red\n---\n答\n");

    var result = run(ArticleMarkdown.read(List.of(file), NOW), false);

    assertThat(result.errors())
        .extracting(e -> e.row() + " " + e.field())
        .containsExactly("1 faq/a.md:3");
  }

  @Test
  void formulasAreWrittenSoThatNoSpreadsheetRunsThem() {
    room.articles.create("kb_evil", article("=1+1", "@SUM(A1)").tags("-x").fields(), EDITOR);

    assertThat(ArticleCsv.write(all())).contains("'=1+1", "'@SUM(A1)", "'-x");
  }

  /// Whatever stands in the articles, an export that is imported changes nothing here and makes the
  /// same articles in an empty base.
  @Test
  void exportThenImportIsTheIdentity() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      room.articles.create("kb_random_" + i, anything(random, i), EDITOR);
    }
    var before = all();
    var asCsv = ArticleCsv.write(before);
    var asZip = ArticleMarkdown.write(before);
    var asXlsx = ArticleXlsx.write(before);

    for (var incoming : List.of(csvRows(asCsv), zipFiles(asZip), sheetRows(asXlsx))) {
      var result = run(incoming, false);
      assertThat(result.errors()).as("seed %s", seed).isEmpty();
      assertThat(result.same()).as("seed %s", seed).isEqualTo(before.size());
      for (var each : incoming) {
        var there = room.table.find(each.id()).orElseThrow().fields();
        assertThat(each.over(null, new ArrayList<>())).as("seed %s", seed).isEqualTo(there);
      }
    }
    assertThat(ArticleCsv.write(all())).isEqualTo(asCsv);
    assertThat(ArticleMarkdown.write(all())).isEqualTo(asZip);
    assertThat(ArticleXlsx.write(all())).isEqualTo(asXlsx);
  }

  private static ArticleFields anything(Random random, int i) {
    return article("问" + text(random, 20) + i, "答\n " + text(random, 50) + "。")
        .similar("似" + text(random, 8) + "#" + i, text(random, 8) + "'=|\\|" + i)
        .negative("=" + text(random, 5) + ".")
        .skus("SKU|" + random.nextInt(9), "-1")
        .risk(random.nextBoolean() ? Risk.LOW : Risk.HIGH)
        .stage(random.nextBoolean() ? ArticleStage.ANY : ArticleStage.PRE_SALE)
        .valid(
            random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(999)),
            NOW.plusSeconds(1_000))
        .tags("标\"签", "''=", ": - #")
        .emergency(
            random.nextBoolean() ? new String[0] : new String[] {"=停电" + text(random, 5) + "|"})
        .answers(
            new Variant(Stage.PRE_SALE, List.of(), "\"前\"\n" + text(random, 30) + "。"),
            new Variant(null, List.of("S|1", "[]"), "后" + text(random, 30) + "。"))
        .fields();
  }

  private static String text(Random random, int most) {
    var alphabet = "有货吗,<&>_x000D__x0041_;|\\\"'=+-@#:{}[]&*!%`~? 　\u00e9👍🏻Aa1";
    int[] points = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString().replaceAll("\\{+", "{").replaceAll("}+", "}");
  }

  private List<Article> all() {
    return room.table.inOrder("", 500);
  }

  private static List<Incoming> csvRows(String csv) {
    return ArticleCsv.read(Texts.decode(csv.getBytes(StandardCharsets.UTF_8)), NOW);
  }

  private static List<Incoming> zipFiles(byte[] zip) {
    return ArticleMarkdown.read(ArticleMarkdown.files(zip), NOW);
  }

  private static List<Incoming> sheetRows(byte[] xlsx) {
    return ArticleXlsx.read(xlsx, NOW, ZoneOffset.UTC);
  }

  private static void assertCounts(ImportResult result, int added, int changed, int same) {
    assertThat(result.errors()).isEmpty();
    assertThat(List.of(result.added(), result.changed(), result.same()))
        .containsExactly(added, changed, same);
  }

  private ImportResult csv(String text) {
    return run(ArticleCsv.read(text, NOW), false);
  }

  private ImportResult run(List<Incoming> incoming, boolean dryRun) {
    return articleImport.run(incoming, dryRun, EDITOR);
  }

  private static void assertRefused(String csv, ErrorCode code) {
    assertThatThrownBy(() -> ArticleCsv.read(csv, NOW))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  private String publish(String id, String answer) {
    room.articles.create(id, article("多久发货？", answer).fields(), EDITOR);
    return room.articles.publish(id, 1, EDITOR).id();
  }

  private static byte[] zip(String name, String text, int copies) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < copies; i++) {
        zip.putNextEntry(new ZipEntry(i + name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Question ask(String text) {
    return new Question(text, null, null, null, NOW, 10);
  }
}
