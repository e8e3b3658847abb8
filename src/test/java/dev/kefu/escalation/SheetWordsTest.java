package dev.kefu.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A sheet comes in the language of the screen it is taken from: our words in it, and nobody's own.
class SheetWordsTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/kefu");
  private static final Path CATALOGUE =
      Path.of("src/main/resources/dev/kefu/escalation/sheets.en.json");

  /// Where the words of sheets stand.
  private static final List<String> SHEETS =
      List.of(
          "escalation/CourierReport.java",
          "escalation/LedgerQuery.java",
          "escalation/LedgerReport.java",
          "insight/Headings.java",
          "insight/Names.java",
          "insight/ReportSheet.java");

  private static final Pattern SAID = Pattern.compile("\"([^\"]*\\p{IsHan}[^\"]*)\"");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  @Test
  void everyWordOfASheetIsThereInEnglishAndNoOther() throws IOException {
    var words = new TreeSet<>(Forms.names().values());
    for (var file : SHEETS) {
      Files.readAllLines(SOURCES.resolve(file)).stream()
          .filter(line -> !line.contains("Refusal("))
          .flatMap(line -> SAID.matcher(line).results())
          .map(found -> found.group(1))
          .forEach(words::add);
    }
    var english =
        JsonMapper.shared()
            .readValue(Files.readString(CATALOGUE), new TypeReference<Map<String, String>>() {});

    assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(words);
    assertThat(english.values()).noneMatch(word -> word.isBlank() || HAN.matcher(word).find());
  }

  @Test
  void ourWordsAreTranslatedAndTheTextsOfOthersAreNot() {
    var sheet =
        new Sheet(
            "补偿报表",
            List.of("期间", "名称"),
            List.of(
                List.of(Sheet.text("合计"), new Sheet.Word("合计")),
                List.of(Sheet.text("2026-11"), new Sheet.Word("reason_of_this_shop"))));

    assertThat(sheet.in(SheetWords.of("zh"))).isEqualTo(sheet);
    assertThat(SheetFile.csv(sheet.in(SheetWords.of("en"))))
        .isEqualTo("\uFEFFPeriod,Name\r\n合计,Total\r\n2026-11,reason_of_this_shop\r\n");
  }

  @Test
  void anotherLanguageIsRefused() {
    assertThatThrownBy(() -> SheetWords.of("fr")).isInstanceOf(Refusal.class);
  }
}
