package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.content.Archive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The first sheet of an Excel file (ECMA-376), which anybody may have made.
///
/// Only what the cells hold is looked at: formulas are not evaluated (what the sheet says they came
/// to is read), links lead nowhere, there are no document types and so no entities.
final class Xlsx {

  private static final String WORKBOOK = "xl/workbook.xml";
  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
  private static final String STRINGS = "xl/sharedStrings.xml";
  private static final String MACROS = "xl/vbaProject.bin";

  private static final Archive.Limits LIMITS = new Archive.Limits(100, 1_024 * 1_024);

  /// What all shared strings may hold together.
  private static final long MAX_STRINGS = 20_000_000;

  /// Columns beyond are no table of ours.
  private static final int MAX_COLUMNS = 100;

  /// No number of a sheet is written longer, or reaches further.
  private static final int MAX_DIGITS = 400;

  /// The elements in which text stands.
  private static final Set<String> TEXTS = Set.of("t", "v");

  /// `_x000D_` stands for a character that XML cannot hold.
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final byte[] file;
  private final RowReader reader;
  private final List<String> strings = new ArrayList<>();
  private long left = MAX_STRINGS;
  private int row;

  private Xlsx(byte[] file, RowReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /// @param number whether the sheet holds a number and no text
  record Cell(String text, boolean number) {
    static final Cell EMPTY = new Cell("", false);
  }

  /// Takes the rows that hold something.
  @FunctionalInterface
  interface RowReader {
    /// @param number as the sheet shows it
    /// @param cells up to the last one that holds something
    void row(int number, List<Cell> cells);
  }

  /// @throws Refusal when it is no such file, damaged, or larger than it may be
  static void read(byte[] file, RowReader reader) {
    var parts =
        Archive.entries(
            file,
            LIMITS,
            name -> name.equals(WORKBOOK) || name.equals(RELATIONS) || name.equals(MACROS));
    if (parts.containsKey(MACROS)) {
      throw new Refusal(ErrorCode.UNSUPPORTED, "文件含有宏，请另存为不含宏的 .xlsx 后导入");
    }
    try {
      new Xlsx(file, reader).read(parts);
    } catch (XMLStreamException | IOException | IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "不是有效的 Excel 文件（.xlsx）");
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("no entities");
    });
    return factory;
  }

  private void read(Map<String, byte[]> parts) throws XMLStreamException, IOException {
    var sheet = firstSheet(parts);
    if (has(STRINGS)) {
      parse(Archive.stream(file, STRINGS), "si", xml -> strings.add(text(xml, "si")));
    }
    parse(Archive.stream(file, sheet), "row", this::row);
  }

  private boolean has(String part) {
    try {
      Archive.stream(file, part);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String firstSheet(Map<String, byte[]> parts)
      throws XMLStreamException, IOException {
    var ids = new ArrayList<String>();
    parse(part(parts, WORKBOOK), "sheet", xml -> ids.add(relation(xml)));
    var targets = new ArrayList<String>();
    parse(
        part(parts, RELATIONS),
        "Relationship",
        xml -> {
          var internal = !"External".equals(xml.getAttributeValue(null, "TargetMode"));
          if (internal
              && !ids.isEmpty()
              && ids.getFirst().equals(xml.getAttributeValue(null, "Id"))) {
            targets.add(String.valueOf(xml.getAttributeValue(null, "Target")));
          }
        });
    if (targets.isEmpty()) {
      throw new IOException("no sheet");
    }
    var target = targets.getFirst();
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  private static InputStream part(Map<String, byte[]> parts, String name) throws IOException {
    var bytes = parts.get(name);
    if (bytes == null) {
      throw new IOException("a part is missing");
    }
    return new ByteArrayInputStream(bytes);
  }

  private static String relation(XMLStreamReader xml) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributeNamespace(i) != null) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  @FunctionalInterface
  private interface ElementReader {
    void read(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  /// Calls `reader` at the start of each element of that name.
  private static void parse(InputStream in, String element, ElementReader reader)
      throws XMLStreamException, IOException {
    var xml = factory().createXMLStreamReader(in);
    while (next(xml)) {
      if (xml.isStartElement() && xml.getLocalName().equals(element)) {
        reader.read(xml);
      }
    }
  }

  private static boolean next(XMLStreamReader xml) throws XMLStreamException {
    if (!xml.hasNext()) {
      return false;
    }
    if (xml.next() == XMLStreamReader.DTD) {
      throw new XMLStreamException("no document types");
    }
    return true;
  }

  private void row(XMLStreamReader xml) throws XMLStreamException, IOException {
    var told = xml.getAttributeValue(null, "r");
    row = told == null ? row + 1 : Integer.parseInt(told);
    var cells = new ArrayList<Cell>();
    while (next(xml) && !ends(xml, "row")) {
      if (xml.isStartElement() && xml.getLocalName().equals("c")) {
        var place = xml.getAttributeValue(null, "r");
        int column = place == null ? cells.size() : column(place);
        var cell = cell(xml);
        if (!cell.text().isEmpty()) {
          put(cells, column, cell);
        }
      }
    }
    if (cells.stream().anyMatch(cell -> !cell.text().isBlank())) {
      reader.row(row, cells);
    }
  }

  private void put(List<Cell> cells, int column, Cell cell) {
    if (column >= MAX_COLUMNS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "第 " + row + " 行的列数过多");
    }
    while (cells.size() <= column) {
      cells.add(Cell.EMPTY);
    }
    cells.set(column, cell);
  }

  /// The column of a place such as `AB12`, from 0.
  private static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
      column = Math.min(column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1, 100_000);
    }
    return Math.max(column - 1, 0);
  }

  private Cell cell(XMLStreamReader xml) throws XMLStreamException, IOException {
    var type = xml.getAttributeValue(null, "t");
    var value = "";
    while (next(xml) && !ends(xml, "c")) {
      if (xml.isStartElement()
          && (xml.getLocalName().equals("v") || xml.getLocalName().equals("is"))) {
        value = text(xml, xml.getLocalName());
      }
    }
    return cell(type, value);
  }

  private Cell cell(@Nullable String type, String value) throws IOException {
    if (value.isEmpty()) {
      return Cell.EMPTY;
    }
    return switch (type == null ? "n" : type) {
      case "s" -> new Cell(shared(value), false);
      case "b" -> new Cell(Boolean.toString(value.equals("1")), false);
      case "n" -> new Cell(number(value.strip()), true);
      case "e" -> throw new Refusal(ErrorCode.BAD_REQUEST, "第 " + row + " 行有出错的公式");
      default -> new Cell(value, false);
    };
  }

  private static String number(String value) {
    if (value.length() > MAX_DIGITS) {
      throw new NumberFormatException("too long");
    }
    var number = new BigDecimal(value);
    if (Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw new NumberFormatException("too far");
    }
    return number.toPlainString();
  }

  private String shared(String value) throws IOException {
    int index = Integer.parseInt(value.strip());
    if (index < 0 || index >= strings.size()) {
      throw new IOException("no such string");
    }
    return strings.get(index);
  }

  /// All that stands in the `t` elements up to the end of this one, or in itself; not how it is
  /// pronounced.
  private String text(XMLStreamReader xml, String element) throws XMLStreamException {
    var text = new StringBuilder();
    var inside = new ArrayList<String>(List.of(element));
    while (!inside.isEmpty() && next(xml)) {
      if (xml.isStartElement()) {
        inside.add(xml.getLocalName());
      } else if (xml.isEndElement()) {
        inside.removeLast();
      } else if (xml.isCharacters()
          && TEXTS.contains(inside.getLast())
          && !inside.contains("rPh")) {
        text.append(xml.getText());
        left -= xml.getTextLength();
        if (left < 0) {
          throw new Refusal(ErrorCode.TOO_LARGE, "表格内容过多");
        }
      }
    }
    return unescaped(text.toString());
  }

  private static boolean ends(XMLStreamReader xml, String element) {
    return xml.isEndElement() && xml.getLocalName().equals(element);
  }

  private static String unescaped(String text) {
    return text.contains("_x")
        ? ESCAPE
            .matcher(text)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))))
        : text;
  }
}
