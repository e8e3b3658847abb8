package dev.kefu.assist;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentFolder;
import dev.kefu.knowledge.Evaluation;
import dev.kefu.knowledge.Meaning;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Measures whether what a shopper wants, and how they feel, is understood: beside the search, on
/// the same messages. `docs/benchmarks.md` says what is printed.
public final class IntentTrial implements Evaluation.Trial {

  private static final String UPSET = "upset";
  private static final Set<String> MOODS = Set.of("ok", UPSET);
  private static final String NOTHING = "–";

  private final Intents intents;
  private final Temper temper;
  private final Map<String, Set<String>> right;
  private final Path data;
  private final Map<String, List<Told>> told = new TreeMap<>();

  /// @param wanted what the message is about by its labels
  private record Told(Set<String> wanted, String named) {

    boolean wants(Set<String> some) {
      return wanted.stream().anyMatch(some::contains);
    }
  }

  /// @param words where the shop's `intents.yaml` lies
  /// @param labels what the messages of each article want: its id and intents split by commas, with
  ///   a tab between; null when only moods are measured
  /// @throws ContentError when a file has not its form
  public IntentTrial(Path data, Path words, @Nullable Path labels, Meaning meaning) {
    var examples = HelpFiles.intents(ContentFolder.at(words));
    this.data = data;
    this.intents = new Intents(() -> examples, meaning);
    this.temper = new Temper(intents, meaning);
    this.right = labels == null ? Map.of() : labels(ContentFile.read(labels.toString(), labels));
  }

  private static Map<String, Set<String>> labels(ContentFile file) {
    var labels = new HashMap<String, Set<String>>();
    for (var row : rows(file)) {
      labels.put(row[0], Set.of(row[1].split(",")));
    }
    return labels;
  }

  private static List<String[]> rows(ContentFile file) {
    var rows = new ArrayList<String[]>();
    var lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        var row = lines[i].split("\t", -1);
        if (row.length < 2) {
          throw file.error(i + 1, "has fewer than 2 columns, split by tabs");
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void heard(Evaluation.Asked asked) {
    if (!right.keySet().containsAll(asked.right())) {
      return;
    }
    var wanted =
        asked.right().stream()
            .flatMap(article -> right.getOrDefault(article, Set.of()).stream())
            .collect(Collectors.toSet());
    var named = intents.of(asked.message(), asked.hits()).orElse(NOTHING);
    told.computeIfAbsent(asked.set(), _ -> new ArrayList<>()).add(new Told(wanted, named));
  }

  @Override
  public void tell(PrintStream out) {
    told.forEach((set, messages) -> tell(set, messages, out));
    var folder = ContentFolder.at(data);
    for (var file : folder.files("", ".tsv")) {
      var rows = rows(file);
      if (rows.stream().allMatch(row -> MOODS.contains(row[1]))) {
        mood(file.name(), rows, out);
      }
    }
  }

  private static void tell(String set, List<Told> messages, PrintStream out) {
    var labelled = messages.stream().filter(m -> !m.wanted().isEmpty()).toList();
    if (labelled.isEmpty()) {
      return;
    }
    var known = labelled.stream().filter(m -> m.wanted().contains(m.named())).count();
    out.printf(
        Locale.ROOT,
        "%n%s: intent right %.3f of %d; claims and complaints F1 %.3f%n%n",
        set,
        known / (double) labelled.size(),
        labelled.size(),
        f1(messages));
    confusion(labelled, out);
  }

  /// Who may be routed either way is no mistake.
  private static double f1(List<Told> messages) {
    int found = 0;
    int missed = 0;
    int wrong = 0;
    for (var message : messages) {
      var routed = Intents.TROUBLE.contains(message.named());
      if (message.wants(Intents.TROUBLE)) {
        found += routed ? 1 : 0;
        missed += routed || message.wanted().contains(message.named()) ? 0 : 1;
      } else {
        wrong += routed ? 1 : 0;
      }
    }
    return 2.0 * found / (2.0 * found + missed + wrong);
  }

  /// A line a label, a column each name that was given.
  private static void confusion(List<Told> messages, PrintStream out) {
    var confusion = new Confusion();
    messages.forEach(message -> confusion.add(message.wanted(), message.named()));
    var columns = confusion.names();
    out.println("| wanted | " + String.join(" | ", columns) + " |");
    out.println("| --- |" + " --- |".repeat(columns.size()));
    confusion
        .table()
        .forEach((label, row) ->
            out.println(
                "| "
                    + label
                    + columns.stream()
                        .map(column -> " | " + (row.containsKey(column) ? row.get(column) : ""))
                        .collect(Collectors.joining())
                    + " |"));
  }

  private void mood(String name, List<String[]> rows, PrintStream out) {
    var upset = scores(rows, UPSET);
    var calm = scores(rows, "ok");
    double wins = 0;
    for (double one : upset) {
      for (double other : calm) {
        wins += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    out.printf(
        Locale.ROOT,
        "%n%s: upset AUC %.3f; heated %.3f of %d upset, %.3f of %d others%n",
        name,
        wins / ((double) upset.size() * calm.size()),
        heated(upset),
        upset.size(),
        heated(calm),
        calm.size());
  }

  private List<Double> scores(List<String[]> rows, String label) {
    return rows.stream().filter(row -> row[1].equals(label)).map(row -> temper.of(row[0])).toList();
  }

  private static double heated(List<Double> scores) {
    return scores.stream().filter(s -> s >= Temper.HEATED).count() / (double) scores.size();
  }
}
