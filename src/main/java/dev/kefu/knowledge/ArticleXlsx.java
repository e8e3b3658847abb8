package dev.kefu.knowledge;

import dev.kefu.base.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Articles as an Excel file of one sheet, all cells text. What stands in the cells is told by
/// [ArticleSheet].
final class ArticleXlsx {

  /// The same articles make the same bytes.
  private static final LocalDateTime TIMELESS = LocalDateTime.of(2000, 1, 1, 0, 0);

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String DOCUMENT =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private static final String TYPES =
      HEAD
          + """
          <Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>\
          """
              .formatted(PACKAGE);

  private static final String RELATIONS =
      HEAD
          + """
          <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/%s" Target="%s"/></Relationships>\
          """;

  private static final String WORKBOOK =
      HEAD
          + """
          <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="knowledge" sheetId="1" r:id="rId1"/></sheets></workbook>\
          """
              .formatted(SHEET, DOCUMENT);

  /// What would be read as standing for another character.
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private static final Set<String> TIMES = Set.of("valid_from", "valid_until");

  /// The day spreadsheets count from, as they count.
  private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

  private ArticleXlsx() {}

  /// @param zone where dates that the sheet holds as numbers are meant
  /// @throws Refusal when the file cannot be read as a table, or is too large
  static List<Incoming> read(byte[] file, Instant now, ZoneId zone) {
    var sheet = new ArticleSheet(now);
    Xlsx.read(file, (number, cells) -> sheet.add(number, texts(cells, sheet.header(), zone)));
    return sheet.rows();
  }

  private static List<String> texts(List<Xlsx.Cell> cells, List<String> header, ZoneId zone) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < Math.max(cells.size(), header.size()); i++) {
      var cell = i < cells.size() ? cells.get(i) : Xlsx.Cell.EMPTY;
      var isTime = cell.number() && i < header.size() && TIMES.contains(header.get(i));
      texts.add(isTime ? time(cell.text(), zone) : cell.text());
    }
    return texts;
  }

  /// What is no day stays as it is, and is then told to be no time.
  private static String time(String days, ZoneId zone) {
    var number = new BigDecimal(days);
    if (number.signum() < 0 || number.compareTo(LAST_DAY) > 0) {
      return days;
    }
    var seconds = number.multiply(SECONDS_A_DAY).add(BigDecimal.valueOf(0.5)).longValue();
    return DAY_0
        .atStartOfDay()
        .plus(seconds, ChronoUnit.SECONDS)
        .atZone(zone)
        .toOffsetDateTime()
        .toString();
  }

  static byte[] write(List<Article> articles) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      add(zip, "[Content_Types].xml", TYPES);
      add(
          zip,
          "_rels/.rels",
          RELATIONS.formatted(PACKAGE, DOCUMENT, "officeDocument", "xl/workbook.xml"));
      add(zip, "xl/workbook.xml", WORKBOOK);
      add(
          zip,
          "xl/_rels/workbook.xml.rels",
          RELATIONS.formatted(PACKAGE, DOCUMENT, "worksheet", "worksheets/sheet1.xml"));
      add(zip, "xl/worksheets/sheet1.xml", sheet(articles));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(TIMELESS);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String sheet(List<Article> articles) {
    var xml = new StringBuilder(HEAD);
    xml.append("<worksheet xmlns=\"")
        .append(SHEET)
        .append(
            "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
    row(xml, 1, ArticleSheet.COLUMNS);
    for (int i = 0; i < articles.size(); i++) {
      row(xml, i + 2, ArticleSheet.cells(articles.get(i)));
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static void row(StringBuilder xml, int number, List<String> cells) {
    xml.append("<row r=\"").append(number).append("\">");
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        xml.append("<c r=\"")
            .append((char) ('A' + i))
            .append(number)
            .append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        xml.append(escaped(cells.get(i))).append("</t></is></c>");
      }
    }
    xml.append("</row>");
  }

  private static String escaped(String cell) {
    return ESCAPE
        .matcher(cell)
        .replaceAll("_x005F_")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
