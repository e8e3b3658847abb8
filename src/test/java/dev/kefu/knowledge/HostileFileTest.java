package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Excel files and archives as people make them who do not mean well, and as programs make them
/// that know their trade better than ours does.
class HostileFileTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String STRINGS = "xl/sharedStrings.xml";
  private static final String HEADER = row(1, inline("A", "id"), inline("B", "question"));

  @TempDir Path folder;

  @Test
  void anExternalEntityReadsNoFile() throws IOException {
    var secret = Files.writeString(folder.resolve("secret.txt"), "不可见的内容");
    var entity = "<!DOCTYPE x [<!ENTITY f SYSTEM \"" + secret.toUri() + "\">]>";

    assertRefused(with(SHEET, entity + sheet(row(1, inline("A", "&f;")))), ErrorCode.BAD_REQUEST);
    assertRefused(with("xl/workbook.xml", entity + "<workbook/>"), ErrorCode.BAD_REQUEST);
  }

  @Test
  void entitiesThatGrowAreRefused() throws IOException {
    var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    laughs.append("]>");

    assertRefused(
        with(STRINGS, laughs + "<sst><si><t>&a29;</t></si></sst>"), ErrorCode.BAD_REQUEST);
  }

  @Test
  void aBombIsRefusedBeforeItIsInflated() throws IOException {
    assertRefused(with("xl/media/zeros.bin", "0".repeat(50_000_000)), ErrorCode.TOO_LARGE);
    var parts = parts();
    for (int i = 0; i < 100; i++) {
      parts.put("xl/media/" + i, "x");
    }
    assertRefused(zip(parts), ErrorCode.TOO_LARGE);
  }

  @Test
  void stringsThatAreUsedAgainAndAgainDoNotAddUp() throws IOException {
    var rows = new StringBuilder(HEADER);
    for (int i = 2; i < 2_000; i++) {
      rows.append(row(i, "<c r=\"B" + i + "\" t=\"s\"><v>0</v></c>"));
    }
    var parts = parts();
    parts.put(STRINGS, "<sst><si><t>" + "字".repeat(9_999) + "</t></si></sst>");
    parts.put(SHEET, sheet(rows.toString()));

    assertRefused(zip(parts), ErrorCode.TOO_LARGE);
  }

  @Test
  void aSheetMayNotBeWiderOrLongerThanATable() throws IOException {
    assertRefused(with(SHEET, sheet(row(1, inline("XFD", "x")))), ErrorCode.TOO_LARGE);
    assertRefused(
        with(SHEET, sheet(HEADER + row(2, inline("B", "字".repeat(10_001))))), ErrorCode.TOO_LARGE);
    var rows = new StringBuilder(HEADER);
    for (int i = 0; i < 50_001; i++) {
      rows.append("<row><c t=\"str\"><v>").append(i).append("</v></c></row>");
    }
    assertRefused(with(SHEET, sheet(rows.toString())), ErrorCode.TOO_LARGE);
  }

  @Test
  void namesOfEntriesLeadNowhere() throws IOException {
    var parts = parts();
    parts.put("../../../escaped.xml", "x");

    assertThat(ids(zip(parts))).containsExactly("kb_one");
    assertThat(folder.resolveSibling("escaped.xml")).doesNotExist();
  }

  @Test
  void formulasAreNotEvaluatedAndLinksNotFollowed() throws IOException {
    var formula = "<c r=\"B2\" t=\"str\"><f>HYPERLINK(\"http://x\")&amp;[1]a!A1</f><v>已算好</v></c>";
    var parts = parts();
    parts.put(
        "xl/externalLinks/externalLink1.xml", "<!DOCTYPE x SYSTEM \"http://localhost:1/\"><x/>");
    parts.put(SHEET, sheet(HEADER + row(2, inline("A", "kb_one"), formula)));
    assertThat(questions(zip(parts))).containsExactly("已算好");

    parts.put(SHEET, sheet(HEADER + row(2, "<c r=\"B2\"><f>1+1</f></c>", inline("A", "kb_one"))));
    assertThat(questions(zip(parts))).containsExactly("");
    parts.put(SHEET, sheet(HEADER + row(2, "<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")));
    assertRefused(zip(parts), ErrorCode.BAD_REQUEST);
  }

  @Test
  void macrosPasswordsAndOtherFilesAreRefused() throws IOException {
    assertRefused(with("xl/vbaProject.bin", "macro"), ErrorCode.UNSUPPORTED);
    var old = new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4};
    assertRefused(old, ErrorCode.BAD_REQUEST);
    assertRefused("id,question\n".getBytes(StandardCharsets.UTF_8), ErrorCode.BAD_REQUEST);
    var encrypted = zip(parts());
    encrypted[6] |= 1;
    assertRefused(encrypted, ErrorCode.BAD_REQUEST);
  }

  @Test
  void aDamagedFileIsRefusedAsAWhole() throws IOException {
    var whole = zip(parts());
    assertRefused(Arrays.copyOf(whole, whole.length / 2), ErrorCode.BAD_REQUEST);
    assertRefused(storedWithWrongSum(), ErrorCode.BAD_REQUEST);
    for (var part : List.of(SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels")) {
      assertRefused(with(part, "<broken"), ErrorCode.BAD_REQUEST);
      var less = parts();
      less.remove(part);
      assertRefused(zip(less), ErrorCode.BAD_REQUEST);
    }
    assertRefused(with(SHEET, sheet(row(1, "<c t=\"s\"><v>7</v></c>"))), ErrorCode.BAD_REQUEST);
    assertRefused(
        with(
            "xl/_rels/workbook.xml.rels",
            relations("http://localhost:1/x\" TargetMode=\"External")),
        ErrorCode.BAD_REQUEST);
  }

  @Test
  void numbersThatFillTheMemoryAreRefused() throws IOException {
    for (var number : List.of("1E999999999", "1E-999999999", "9".repeat(100_000))) {
      var cell = "<c r=\"A2\"><v>" + number + "</v></c>";
      assertRefused(with(SHEET, sheet(HEADER + row(2, cell))), ErrorCode.BAD_REQUEST);
    }
  }

  @Test
  void aFileOfAnotherProgramIsRead() throws IOException {
    try (var in = HostileFileTest.class.getResourceAsStream("made-elsewhere.xlsx")) {
      assertThat(in).isNotNull();
      var row = ArticleXlsx.read(in.readAllBytes(), NOW, SHANGHAI).getFirst();
      var fields = row.over(null, new ArrayList<>());
      assertThat(row.id()).isEqualTo("kb_elsewhere");
      assertThat(fields.question()).isEqualTo("=这款有货吗？");
      assertThat(fields.answer()).isEqualTo("有的亲\n今天发");
      assertThat(fields.skus()).containsExactly("10086");
      assertThat(fields.validUntil()).isEqualTo("2026-12-31T16:00:00Z");
      assertThat(fields.escalate()).isTrue();
    }
  }

  @Test
  void whatSpreadsheetProgramsWriteIsRead() throws IOException {
    var parts = parts();
    parts.put(
        STRINGS,
        "<sst><si><t>id</t></si><si><r><t>ques</t></r><r><rPr/> <t>tion</t></r></si>"
            + "<si><t>有货</t><rPh><t>ヨミ</t></rPh></si><si><t>valid_from</t></si></sst>");
    parts.put(
        SHEET,
        sheet(
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c/><c s=\"1\"/></row>"
                    .replace("<c/>", "<c t=\"s\"><v>3</v></c>")
                + row(
                    5,
                    inline("A", "kb_one"),
                    "<c r=\"B5\" t=\"s\"><v>2</v></c>",
                    "<c r=\"C5\" s=\"3\"><v>46357.5</v></c>")
                + row(6, "<c r=\"B6\"><v>1.2E3</v></c>")
                + row(7, "<c r=\"B7\"/>")));
    var rows = ArticleXlsx.read(zip(parts), NOW, SHANGHAI);

    assertThat(rows).extracting(Incoming::row).containsExactly(5, 6);
    var first = rows.getFirst().over(null, new ArrayList<>());
    assertThat(first.question()).isEqualTo("有货");
    assertThat(first.validFrom()).isEqualTo("2026-12-01T04:00:00Z");
    assertThat(rows.getLast().over(null, new ArrayList<>()).question()).isEqualTo("1200");
  }

  private static List<String> ids(byte[] file) {
    return ArticleXlsx.read(file, NOW, SHANGHAI).stream().map(Incoming::id).toList();
  }

  private static List<String> questions(byte[] file) {
    return ArticleXlsx.read(file, NOW, SHANGHAI).stream()
        .map(row -> row.over(null, new ArrayList<>()).question())
        .toList();
  }

  private static void assertRefused(byte[] file, ErrorCode code) {
    assertThatThrownBy(() -> ArticleXlsx.read(file, NOW, SHANGHAI))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  private static Map<String, String> parts() {
    var parts = new LinkedHashMap<String, String>();
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"a\" r:id=\"rId1\"/>"
            + "<sheet name=\"b\" r:id=\"rId2\"/></sheets></workbook>");
    parts.put("xl/_rels/workbook.xml.rels", relations("worksheets/sheet1.xml"));
    parts.put(SHEET, sheet(HEADER + row(2, inline("A", "kb_one"), inline("B", "问"))));
    return parts;
  }

  private static String relations(String target) {
    return "<Relationships><Relationship Id=\"rId2\" Target=\"no\"/><Relationship Id=\"rId1\" Target=\""
        + target
        + "\"/></Relationships>";
  }

  private static String sheet(String rows) {
    return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  }

  private static String row(int number, String... cells) {
    return "<row r=\""
        + number
        + "\">"
        + String.join("", cells).replace("$", "" + number)
        + "</row>";
  }

  private static String inline(String column, String text) {
    return "<c r=\"" + column + "$\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  }

  private static byte[] with(String part, String text) throws IOException {
    var parts = parts();
    parts.put(part, text);
    return zip(parts);
  }

  private static byte[] zip(Map<String, String> parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /// An archive in which a byte of a part was changed after its sum was taken.
  private static byte[] storedWithWrongSum() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts().entrySet()) {
        var text = part.getValue().getBytes(StandardCharsets.UTF_8);
        var sum = new CRC32();
        sum.update(text);
        var entry = new ZipEntry(part.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(text.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(text);
        zip.closeEntry();
      }
    }
    var changed = bytes.toByteArray();
    int at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("kb_one");
    changed[at + 3] = 'X';
    return changed;
  }
}
