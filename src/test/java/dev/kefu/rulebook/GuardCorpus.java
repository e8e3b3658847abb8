package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/// The replies of `guard/harmless.txt` and `guard/promises.txt`, drawn into two halves.
@NullMarked
final class GuardCorpus {

  static final long SEED = 20_261_126;

  private static final Pattern UNSEEN = Pattern.compile("\\\\u([0-9a-f]{4})");

  private final List<Reply> development = new ArrayList<>();
  private final List<Reply> heldBack = new ArrayList<>();

  /// @param kind of promise, or what makes a harmless one look like it
  /// @param how it hides; empty for plain words
  record Reply(boolean promise, String kind, String how, String text) {}

  private GuardCorpus() {}

  /// Each kind is parted in two by itself, so that both halves hold the same kinds.
  static GuardCorpus read() {
    var corpus = new GuardCorpus();
    var random = new Random(SEED);
    for (var file : List.of("harmless", "promises")) {
      for (var replies : sections(file).values()) {
        Collections.shuffle(replies, random);
        int half = (replies.size() + random.nextInt(2)) / 2;
        corpus.development.addAll(replies.subList(0, half));
        corpus.heldBack.addAll(replies.subList(half, replies.size()));
      }
    }
    return corpus;
  }

  /// Those of another hand.
  static List<Reply> unseen() {
    return TestRulebook.read("guard/unseen.tsv")
        .lines()
        .map(line -> line.split("\t", 2))
        .map(line -> new Reply(line[0].equals("promise"), "unseen", "", line[1]))
        .toList();
  }

  List<Reply> development() {
    return development;
  }

  List<Reply> heldBack() {
    return heldBack;
  }

  private static Map<String, List<Reply>> sections(String file) {
    var sections = new LinkedHashMap<String, List<Reply>>();
    var section = "";
    for (var line : TestRulebook.read("guard/" + file + ".txt").lines().toList()) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (!line.isBlank()) {
        sections
            .computeIfAbsent(section, _ -> new ArrayList<>())
            .add(reply(file.equals("promises"), section, line));
      }
    }
    return sections;
  }

  private static Reply reply(boolean promise, String section, String line) {
    var words = section.split(" ", 2);
    var how = words.length < 2 || words[1].equals("plain") ? "" : words[1].replace("evade:", "");
    var text =
        UNSEEN.matcher(line).replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
    return new Reply(promise, words[0], how, text);
  }
}
