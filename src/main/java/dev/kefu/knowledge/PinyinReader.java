package dev.kefu.knowledge;

import dev.kefu.base.Pinyin;
import dev.kefu.knowledge.Vocabulary.Sign;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what was typed in pinyin as the characters in which this shop's questions are written:
/// `fahuo` is 发货 where goods are sent, as no dictionary would know.
///
/// Of all ways to cut the letters into syllables and to write those, the one whose neighbours stand
/// most often side by side in the articles' wordings. What is no pinyin, or would read like nothing
/// that anybody asks here, stays as it is.
final class PinyinReader {

  /// No part of a code such as DRS-MINI-01.
  private static final String WORD = "(?<![-_a-zü])[a-zü]+(?![-_a-zü])";

  private static final Pattern TYPED = Pattern.compile("%s(?:[' ]+%s)*".formatted(WORD, WORD));
  private static final Pattern BETWEEN = Pattern.compile("[' ]+");
  private static final int LONGEST_SYLLABLE = 6;

  /// A message has about forty. Each costs a tenth of a millisecond and more: with more of them it
  /// is nobody's message, and nothing in it is read.
  private static final int MOST_LETTERS = 150;

  /// So many ways to write what has been read are followed at once.
  private static final int BEAM = 8;

  private static final char NOTHING = 0;

  /// So few characters that are known may be an accident.
  private static final int LEAST_KNOWN = 3;

  /// Such a share of the characters is known beside a neighbour, or it reads like nothing.
  private static final double ENOUGH = 0.7;

  private final Vocabulary vocabulary;

  private PinyinReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// @param folded any text, folded
  /// @return the same where nothing in it is read as pinyin
  static String read(String folded, Vocabulary vocabulary) throws IOException {
    var letters = folded.chars().filter(c -> c >= 'a' && c <= 'z').count();
    return letters > 0 && letters <= MOST_LETTERS
        ? new PinyinReader(vocabulary).read(folded)
        : folded;
  }

  private String read(String folded) throws IOException {
    return Texts.hasHan(folded) ? readAmong(folded) : readAlone(folded);
  }

  /// Letters among characters: each run of them by itself, with the characters around it.
  private String readAmong(String folded) throws IOException {
    var read = new StringBuilder();
    var typed = TYPED.matcher(folded);
    int from = 0;
    while (typed.find()) {
      read.append(folded, from, typed.start());
      var words = words(typed.group());
      var way =
          hasName(words)
              ? null
              : way(words, last(folded, typed.start()), next(folded, typed.end()));
      read.append(way != null && way.isEnough() ? way.text() : typed.group());
      from = typed.end();
    }
    return read.append(folded, from, folded.length()).toString();
  }

  /// Letters alone: all of them are pinyin or names that this shop knows, or it is another
  /// language.
  private String readAlone(String folded) throws IOException {
    var read = new StringBuilder();
    int syllables = 0;
    int known = 0;
    var typed = TYPED.matcher(folded);
    int from = 0;
    while (typed.find()) {
      read.append(folded, from, typed.start());
      for (var words : withoutNames(words(typed.group()))) {
        var name = hasName(words);
        var way = name ? null : way(words, NOTHING, NOTHING);
        if (way != null) {
          read.append(way.text());
          syllables += way.syllables();
          known += way.known();
        } else if (name && Pinyin.syllables(words.getFirst()).length == 0) {
          read.append(' ').append(words.getFirst()).append(' ');
        } else {
          return folded;
        }
      }
      from = typed.end();
    }
    return isEnough(known, syllables)
        ? read.append(folded, from, folded.length()).toString()
        : folded;
  }

  /// Each word that stands in a wording by itself, and what is between them.
  private List<List<String>> withoutNames(List<String> words) throws IOException {
    var parts = new ArrayList<List<String>>();
    var wasName = true;
    for (var word : words) {
      var name = isName(word);
      if (name || wasName) {
        parts.add(new ArrayList<>());
      }
      parts.getLast().add(word);
      wasName = name;
    }
    return parts;
  }

  private boolean hasName(List<String> words) throws IOException {
    for (var word : words) {
      if (isName(word)) {
        return true;
      }
    }
    return false;
  }

  /// A single letter, as of a size, and what stands in a wording as it is typed.
  private boolean isName(String word) throws IOException {
    return word.length() == 1 || vocabulary.often(word) > 0;
  }

  private static boolean isEnough(int known, int syllables) {
    return known == syllables ? known > 1 : known >= LEAST_KNOWN && known >= ENOUGH * syllables;
  }

  private static List<String> words(String typed) {
    return List.of(BETWEEN.split(typed.replace('ü', 'v')));
  }

  private static char last(String text, int end) {
    var before = text.substring(0, end).stripTrailing();
    return before.isEmpty() ? NOTHING : before.charAt(before.length() - 1);
  }

  private static char next(String text, int start) {
    var behind = text.substring(start).stripLeading();
    return behind.isEmpty() ? NOTHING : behind.charAt(0);
  }

  /// One way to write what has been read so far: a character for each syllable.
  ///
  /// @param before the way to the syllable before; null at the beginning
  /// @param sign nothing before the first and behind the last
  /// @param seen whether it is known to stand behind the one before
  private record Way(@Nullable Way before, char sign, boolean seen, int length, double score) {

    /// Behind what was typed stands what comes next.
    int syllables() {
      return length - 1;
    }

    String text() {
      var text = new StringBuilder();
      for (var way = before; way != null && way.before() != null; way = way.before()) {
        text.append(way.sign());
      }
      return text.reverse().toString();
    }

    /// How many of them are known to stand side by side with one of their neighbours.
    int known() {
      int known = 0;
      boolean behind = seen;
      for (var way = before; way != null && way.before() != null; way = way.before()) {
        known += behind || way.seen() ? 1 : 0;
        behind = way.seen();
      }
      return known;
    }

    /// Whether too many are known for an accident.
    boolean isEnough() {
      return PinyinReader.isEnough(known(), syllables());
    }
  }

  /// The most likely one; null when they are no pinyin.
  ///
  /// @param before the character before them
  /// @param behind the one behind them
  private @Nullable Way way(List<String> words, char before, char behind) throws IOException {
    var ways = List.of(new Way(null, isHan(before) ? before : NOTHING, false, 0, 0));
    for (var word : words) {
      ways = onBy(word, ways);
    }
    Way best = null;
    for (var way : ways) {
      var ended =
          isHan(behind)
              ? onBy(new Sign(behind, 1), way)
              : new Way(way, NOTHING, false, way.length() + 1, way.score());
      best = best == null || ended.score() > best.score() ? ended : best;
    }
    return best;
  }

  private static boolean isHan(char c) {
    return Character.isIdeographic(c);
  }

  /// Best first, as many as are followed; none when the word is no pinyin.
  private List<Way> onBy(String word, List<Way> ways) throws IOException {
    var at = new ArrayList<Map<Character, Way>>();
    for (int i = 0; i <= word.length(); i++) {
      at.add(new HashMap<>());
    }
    for (int from = 0; from < word.length(); from++) {
      var here = from == 0 ? ways : best(at.get(from).values());
      for (int to = from + 1; to <= Math.min(word.length(), from + LONGEST_SYLLABLE); to++) {
        for (var sign : vocabulary.said(word.substring(from, to))) {
          for (var way : here) {
            keep(at.get(to), onBy(sign, way));
          }
        }
      }
    }
    return best(at.getLast().values());
  }

  private static void keep(Map<Character, Way> ways, Way way) {
    ways.merge(way.sign(), way, (a, b) -> a.score() >= b.score() ? a : b);
  }

  private static List<Way> best(Collection<Way> ways) {
    return ways.stream()
        .sorted(Comparator.comparingDouble(Way::score).reversed())
        .limit(BEAM)
        .toList();
  }

  private Way onBy(Sign sign, Way way) throws IOException {
    if (way.sign() == NOTHING) {
      return new Way(
          way, sign.character(), false, way.length() + 1, way.score() + Math.log(sign.share()));
    }
    var next = vocabulary.next(way.sign(), sign);
    return new Way(
        way, sign.character(), next.seen(), way.length() + 1, way.score() + Math.log(next.share()));
  }
}
