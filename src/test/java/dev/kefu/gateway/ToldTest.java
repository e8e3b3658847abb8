package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.gateway.ServerWords.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the server says in Chinese and a screen may show stands in `told.en.json` beside its
/// English, and nothing else does. A text that is new here wants a line there.
class ToldTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path CATALOGUE = Path.of("src/main/web/shared/told.en.json");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern FILLED = Pattern.compile("\\{(\\w+)(?:\\|[^|}]*\\|[^}]*)?}");

  /// Their texts are no answer to anybody at a screen, apart from what they refuse.
  private static final Set<String> OF_THE_SHOP =
      Set.of(
          // Names, which stay what they are
          "account/FirstStaff",
          "account/Shoppers",
          "content/Shop",
          "conversation/Sender",
          "knowledge/FaqImport",
          // What shoppers are told, in the language of the shop
          "assist/CardMaker",
          "assist/Templates",
          "commerce/OrderState",
          "commerce/PromotionWords",
          // Words the screens have themselves
          "assist/Abstained",
          "insight/Names",
          // Sheets to take away, which have words of their own
          "escalation/CourierReport",
          "escalation/LedgerQuery",
          "escalation/LedgerReport",
          "insight/Headings",
          "insight/ReportSheet",
          // Words that are looked for, counted or asked of others
          "assist/ErasedSuggestions",
          "assist/Places",
          "assist/PlaybookSections",
          "assist/draft/Prompt",
          "knowledge/Figures",
          "rulebook/Demand",
          "rulebook/Masking",
          "rulebook/Numerals",
          "rulebook/Pictures",
          "rulebook/Unmasked",
          "storage/PostgresServer");

  private static final Set<String> DIGITS = Set.of("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖");

  /// Of goods, within what shoppers are told of their orders.
  private static final Set<String> TITLES = Set.of("商品", ServerWords.HOLE + "等");

  /// Put together from parts on the way.
  private static final List<Said> JOINED =
      List.of(new Said("content/DispatchDays", "今天\0前付款今天发，\0", false));

  private static Map<String, String> catalogue = Map.of();
  private static List<Said> said = List.of();

  @BeforeAll
  static void read() throws IOException {
    catalogue =
        JsonMapper.shared().readValue(Files.readString(CATALOGUE), new TypeReference<>() {});
    said = ServerWords.in(SOURCES);
  }

  @Test
  void everythingTheServerSaysIsSaidInEnglish() {
    var templates = templates();
    var missing =
        shown()
            .filter(each -> match(templates, each.text()).isEmpty())
            .map(each -> each.file() + ": " + each.text().replace(ServerWords.HOLE, "{…}"));

    assertThat(missing).as("said in Chinese only: wanted in %s", CATALOGUE).isEmpty();
  }

  @Test
  void nothingIsTranslatedThatTheServerDoesNotSay() {
    var templates = templates();
    var left = new TreeSet<>(catalogue.keySet());
    shown()
        .flatMap(each -> match(templates, each.text()).stream())
        .map(Template::chinese)
        .forEach(left::remove);

    assertThat(left).as("said by nobody any more: to be taken out of %s", CATALOGUE).isEmpty();
  }

  @Test
  void bothLanguagesHaveTheSameHoles() {
    var differing = new TreeMap<>(catalogue);
    differing
        .entrySet()
        .removeIf(each -> names(FILLED, each.getValue()).equals(names(HOLE, each.getKey())));

    assertThat(differing).isEmpty();
  }

  @Test
  void whatIsSaidInEnglishIsEnglish() {
    assertThat(catalogue.values())
        .filteredOn(each -> each.isBlank() || each.endsWith(".") || HAN.matcher(each).find())
        .isEmpty();
  }

  @Test
  void whatIsLeftOutIsStillThere() {
    var files = said.stream().map(Said::file).collect(Collectors.toSet());
    var texts = said.stream().map(Said::text).collect(Collectors.toSet());

    assertThat(files).containsAll(OF_THE_SHOP);
    assertThat(texts).containsAll(DIGITS).containsAll(TITLES);
  }

  private static Stream<Said> shown() {
    return Stream.concat(
        said.stream().filter(each -> each.refusal() || isForScreens(each)), JOINED.stream());
  }

  private static boolean isForScreens(Said each) {
    return !OF_THE_SHOP.contains(each.file())
        && !DIGITS.contains(each.text())
        && !isToldToShoppers(each);
  }

  private static boolean isToldToShoppers(Said each) {
    return each.file().equals("outreach/Duties")
        && (each.text().startsWith("亲，") || TITLES.contains(each.text()));
  }

  /// As `told.js` does: what is said word by word first, then what says most by itself. A value
  /// that is not known here never takes part of what is.
  private record Template(String chinese, Pattern pattern, int weight) {

    static Template of(String chinese) {
      var pattern = new StringBuilder();
      var fixed = new StringBuilder();
      var from = 0;
      for (var hole : HOLE.matcher(chinese).results().toList()) {
        fixed.append(chinese, from, hole.start());
        pattern.append(Pattern.quote(chinese.substring(from, hole.start())));
        pattern.append(hole.group(1).equals("field") ? "[\\w.\\[\\]\\x00]+" : "\\P{IsHan}*?");
        from = hole.end();
      }
      fixed.append(chinese.substring(from));
      pattern.append(Pattern.quote(chinese.substring(from)));
      return new Template(
          chinese, Pattern.compile(pattern.toString(), Pattern.DOTALL), fixed.length());
    }
  }

  private static List<Template> templates() {
    return catalogue.keySet().stream()
        .map(Template::of)
        .sorted(Comparator.comparingInt(Template::weight).reversed())
        .toList();
  }

  private static Optional<Template> match(List<Template> templates, String text) {
    var exact = templates.stream().filter(t -> t.chinese().equals(text)).findFirst();
    return exact.or(
        () -> templates.stream().filter(t -> t.pattern().matcher(text).matches()).findFirst());
  }

  private static Set<String> names(Pattern hole, String text) {
    return hole.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }
}
