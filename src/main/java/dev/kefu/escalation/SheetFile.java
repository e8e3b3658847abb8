package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Fen;
import dev.kefu.base.Refusal;
import dev.kefu.escalation.Sheet.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A sheet as a file: CSV (UTF-8 with the mark spreadsheets know it by, yuan as text) or XLSX
/// (numbers as numbers, texts as texts).
public final class SheetFile {

  private static final char MARK = '\uFEFF';

  /// What makes a spreadsheet take a cell of a CSV for a formula, also in full width.
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private static final String YUAN = "#,##0.00";
  private static final int FEN_PLACES = 2;
  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private SheetFile() {}

  /// @param format `csv` or `xlsx`
  /// @param language `zh` or `en`
  /// @param name of the file, without its ending
  /// @throws Refusal `bad_request` for another format or language
  public static ResponseEntity<byte[]> answer(
      Sheet sheet, String format, String language, String name) {
    var said = sheet.in(SheetWords.of(language));
    return switch (format) {
      case "csv" ->
          file(
              new MediaType("text", "csv", StandardCharsets.UTF_8),
              name + ".csv",
              csv(said).getBytes(StandardCharsets.UTF_8));
      case "xlsx" -> file(XLSX, name + ".xlsx", xlsx(said));
      default -> throw new Refusal(ErrorCode.BAD_REQUEST, "format 应为 json、csv 或 xlsx");
    };
  }

  private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }

  public static String csv(Sheet sheet) {
    var out = new StringBuilder().append(MARK);
    line(out, sheet.headings());
    sheet.rows().forEach(row -> line(out, row.stream().map(SheetFile::csv).toList()));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append(CSVFormat.RFC4180.format(cells.toArray())).append("\r\n");
  }

  private static String csv(Cell cell) {
    return switch (cell) {
      case Sheet.Text(var text) ->
          !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
      case Sheet.Word(var word) -> word;
      case Sheet.Count(var number) -> Long.toString(number);
      case Sheet.Decimal(var number) -> number.toPlainString();
      case Sheet.Money(var fen) -> Fen.yuan(fen);
    };
  }

  public static byte[] xlsx(Sheet sheet) {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "Kefu", "1.0")) {
      var page = book.newWorksheet(sheet.title());
      page.freezePane(0, 1);
      for (var column = 0; column < sheet.headings().size(); column++) {
        page.value(0, column, sheet.headings().get(column));
        page.style(0, column).bold().set();
      }
      for (var row = 0; row < sheet.rows().size(); row++) {
        for (var column = 0; column < sheet.rows().get(row).size(); column++) {
          put(page, row + 1, column, sheet.rows().get(row).get(column));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(Worksheet page, int row, int column, Cell cell) {
    switch (cell) {
      case Sheet.Text(var text) -> page.value(row, column, text);
      case Sheet.Word(var word) -> page.value(row, column, word);
      case Sheet.Count(var number) -> page.value(row, column, number);
      case Sheet.Decimal(var number) -> page.value(row, column, number);
      case Sheet.Money(var fen) -> {
        page.value(row, column, BigDecimal.valueOf(fen, FEN_PLACES));
        page.style(row, column).format(YUAN).set();
      }
    }
  }
}
