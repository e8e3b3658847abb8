package dev.kefu.knowledge;

import ai.onnxruntime.OrtException;
import dev.kefu.base.StartRefused;
import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFolder;
import dev.kefu.knowledge.QuestionSet.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/// Measures how well shoppers' messages find their articles, by the search that makes suggestions
/// and beside it by a plain one: messages out of files, or those a shop has pinned.
/// `docs/benchmarks.md` says how to call it and what is printed.
public final class Evaluation {

  private static final int DEEPEST = 10;
  private static final int SHOWN = 3;

  private static final String HEAD =
      """
      | messages | answerable, others | search | hit@1 | hit@3 | hit@5 | MRR | AUC \
      | shown | shown of others | high | high right | CPU ms p50 | p99 |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
      """;

  private static final String LEVELS_HEAD =
      """
      | messages | search | high, right | medium, right | low, right |
      | --- | --- | --- | --- | --- |\
      """;

  private static final List<Confidence> LEVELS =
      List.of(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW);

  /// A message and what was found for it, with similar wordings.
  ///
  /// @param set the name of its set
  /// @param right the ids of the articles that answer it; none when nobody can
  /// @param hits what agents would be shown first, sure or not
  public record Asked(String set, String message, Set<String> right, List<Hit> hits) {}

  /// What else is measured on the same messages.
  public interface Trial {
    void heard(Asked asked);

    /// After the last message.
    void tell(PrintStream out);
  }

  private final PrintStream out;
  private final @Nullable Trial trial;
  private final Embedder embedder;
  private final Library.Setting setting;

  /// The rows of the second table, which comes after the first.
  private final List<String> levels = new ArrayList<>();

  private Evaluation(
      PrintStream out, @Nullable Trial trial, Embedder embedder, Library.Setting setting) {
    this.out = out;
    this.trial = trial;
    this.embedder = embedder;
    this.setting = setting;
  }

  /// Measures every set of questions in a folder, or the folder itself when it is one.
  ///
  /// @param words where the shop's `synonyms.txt` lies
  /// @param trials makes what else is measured
  /// @throws ContentError when a file has not its form
  /// @throws StartRefused when there is no set
  public static void run(Path data, Path words, PrintStream out, Function<Meaning, Trial> trials) {
    var sets = sets(data);
    if (sets.isEmpty()) {
      throw new StartRefused(
          "There are no questions with articles in " + data + ".",
          "docs/benchmarks.md says what a set of questions looks like.");
    }
    var groups = ContentFolder.at(words).file(WordFile.SYNONYMS).map(WordFile::groups);
    try (var embedder = new Embedder()) {
      var trial = trials.apply(new Meaning(embedder));
      var synonyms = new Synonyms(groups.orElse(List.of()));
      new Evaluation(out, trial, embedder, Library.Setting.ofFiles(synonyms, embedder))
          .measure(sets);
      trial.tell(out);
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model did not close", e);
    }
  }

  /// Measures the questions that a shop's editors have pinned on its own articles, as they are
  /// published and hold now.
  ///
  /// @param reader of the shop's database, which is only read
  /// @throws StartRefused when no question is pinned
  public static void run(JdbcClient reader, Instant now, PrintStream out) {
    var shop = new OwnShop(reader, now);
    var questions = shop.questions();
    if (questions.isEmpty()) {
      throw new StartRefused(
          "No question is pinned in this shop.",
          "Pin some on the page of knowledge (/console/knowledge, Alt+2): what shoppers ask and the"
              + " article it is to find. Or name a folder of questions with --data=DIR.");
    }
    try (var embedder = new Embedder()) {
      new Evaluation(out, null, embedder, shop.setting(embedder)).measure(List.of(questions));
    } catch (OrtException e) {
      throw new IllegalStateException("The embedding model did not close", e);
    }
  }

  private static List<QuestionSet> sets(Path data) {
    var all = folders(data).map(QuestionSet::read).filter(set -> !set.parts().isEmpty()).toList();
    var shared = folders(data).map(QuestionSet::faq).filter(faq -> !faq.isEmpty()).toList();
    return all.stream()
        .map(set ->
            set.articles().isEmpty() && shared.size() == 1
                ? set.withArticles(shared.getFirst())
                : set)
        .filter(set -> !set.articles().isEmpty())
        .toList();
  }

  private static Stream<ContentFolder> folders(Path data) {
    try (var inside = Files.list(data)) {
      var folders = inside.filter(Files::isDirectory).sorted().toList();
      return Stream.concat(Stream.of(data), folders.stream()).map(ContentFolder::at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(List<QuestionSet> sets) {
    out.println(HEAD);
    sets.forEach(this::measure);
    out.println();
    out.println(LEVELS_HEAD);
    levels.forEach(out::println);
  }

  private void measure(QuestionSet set) {
    if (set.strangers() > 0) {
      out.printf("%s: %d articles named as right are not there%n", set.name(), set.strangers());
    }
    var alone = set.withoutSimilar();
    plain(set, "BM25, questions", alone);
    plain(set, "BM25, wordings", set.articles());
    inLibrary(alone, library -> tell(set, "Kefu, questions", library, UnaryOperator.identity()));
    inLibrary(
        set.articles(),
        library -> {
          tell(set, "Kefu, wordings", library, UnaryOperator.identity());
          if (trial != null) {
            tryBeside(set, library, trial);
          }
          if (set.chinese()) {
            tell(set, "… traditional", library, Typing::traditional);
            tell(set, "… full width", library, Typing::fullWidth);
            tell(set, "… homophones 10 %", library, Typing::homophones);
            tell(set, "… pinyin", library, Typing::pinyin);
          }
        });
  }

  private static void tryBeside(QuestionSet set, Library library, Trial trial) {
    for (var messages : set.files().values()) {
      for (var message : messages) {
        var hits = library.search(message, SHOWN);
        trial.heard(new Asked(set.name(), message.text(), message.articles(), hits));
      }
    }
  }

  private void plain(QuestionSet set, String name, List<Published> articles) {
    var search = new PlainSearch(articles, set.chinese());
    tell(set, name, message -> search.search(message, DEEPEST));
  }

  private void tell(QuestionSet set, String name, Library library, UnaryOperator<String> typing) {
    tell(set, name, message -> Quality.Answer.of(library.search(message.typed(typing), DEEPEST)));
  }

  private void tell(QuestionSet set, String name, Function<Message, Quality.Answer> search) {
    var files = set.files();
    var all = Quality.of(files.values().stream().flatMap(List::stream).toList(), search);
    set.parts().forEach((part, messages) -> print(set.name() + " " + part, name, all.of(messages)));
  }

  private void print(String part, String search, Quality quality) {
    out.printf(
        Locale.ROOT,
        "| %s | %d, %d | %s | %s | %s | %.1f | %.1f |%n",
        part,
        quality.count(true),
        quality.count(false),
        search,
        figures(
            quality.hitAt(1),
            quality.hitAt(3),
            quality.hitAt(5),
            quality.reciprocalRank(),
            quality.abstention()),
        shown(quality),
        quality.millis(50),
        quality.millis(99));
    if (quality.hasLevels()) {
      levels.add("| %s | %s | %s |".formatted(part, search, levels(quality)));
    }
  }

  private static String shown(Quality quality) {
    return quality.hasLevels()
        ? figures(quality.shown(true), quality.shown(false), quality.sure(), quality.sureAndRight())
        : "| | |";
  }

  private static String levels(Quality quality) {
    return LEVELS.stream()
        .map(level -> quality.cards(level) + ", " + quality.rightCards(level))
        .collect(Collectors.joining(" | "));
  }

  /// What there is nothing to say of is a dash.
  private static String figures(double... shares) {
    return Arrays.stream(shares)
        .mapToObj(share -> Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.3f", share))
        .collect(Collectors.joining(" | "));
  }

  private void inLibrary(List<Published> articles, Consumer<Library> use) {
    try {
      var folder = Files.createTempDirectory("kefu-evaluate");
      try (var library = new Library(folder, articles, embedder, setting)) {
        use.accept(library);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
