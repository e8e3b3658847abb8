package dev.kefu.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says word by word what has changed in an article.
///
/// Chinese has no spaces: the shop's own words (its lexicon and synonyms) are taken whole, the
/// longest first, and whatever else is Han character by character; letters, digits and variables
/// stay together. A single character that happens to be the same between two changes counts as
/// changed, because nobody reads such a difference. What is one value, such as a time, is taken
/// whole.
@Component
class WordDiff {

  private static final int LONGEST_WORD = 12;

  /// An equal stretch between two changes that is shorter is part of the change.
  private static final int SHORTEST_SAME = 2;

  /// So many pairs of words are held against each other at most (a table of 8 MB): two thousand
  /// words that are all different. What is longer is compared line by line.
  private static final int MOST_PAIRS = 4_000_000;

  private final ShopWords words;

  WordDiff(ShopWords words) {
    this.words = words;
  }

  enum Op {
    SAME,
    REMOVED,
    ADDED
  }

  record Piece(Op op, String text) {}

  /// @param field its name on the wire
  record FieldDiff(String field, List<Piece> pieces) {}

  /// @param isOne whether it is one value and no text
  private record Field(
      String name, boolean isOne, Function<ArticleFields, @Nullable Object> value) {

    static Field text(String name, Function<ArticleFields, @Nullable Object> value) {
      return new Field(name, false, value);
    }

    static Field one(String name, Function<ArticleFields, @Nullable Object> value) {
      return new Field(name, true, value);
    }
  }

  private static final List<Field> FIELDS =
      List.of(
          Field.text("question", ArticleFields::question),
          Field.text("similar", f -> lines(f.similar())),
          Field.text("negative", f -> lines(f.negative())),
          Field.text("answer", ArticleFields::answer),
          Field.text("category", ArticleFields::category),
          Field.one("stage", f -> Wire.nameOf(f.stage())),
          Field.text("skus", f -> lines(f.skus())),
          Field.one("risk", f -> Wire.nameOf(f.risk())),
          Field.one("valid_from", ArticleFields::validFrom),
          Field.one("valid_until", ArticleFields::validUntil),
          Field.one("window", ArticleFields::window),
          Field.one("owner", ArticleFields::owner),
          Field.text("tags", f -> lines(f.tags())),
          Field.one("escalate", f -> Boolean.toString(f.escalate())),
          Field.one("channel", ArticleFields::channel),
          Field.text("emergency", f -> lines(f.emergency())),
          Field.text("answers", f -> variants(f.answers())));

  /// The fields that differ, each with what was removed and added, in reading order.
  ///
  /// @param old null when there was nothing: everything is added
  List<FieldDiff> between(@Nullable ArticleFields old, ArticleFields now) {
    var known = known();
    var diffs = new ArrayList<FieldDiff>();
    for (var field : FIELDS) {
      var before = old == null ? "" : text(field.value().apply(old));
      var after = text(field.value().apply(now));
      if (!before.equals(after)) {
        diffs.add(
            new FieldDiff(
                field.name(), field.isOne() ? whole(before, after) : pieces(before, after, known)));
      }
    }
    return diffs;
  }

  /// Texts that read otherwise, each by itself, in their order.
  List<FieldDiff> of(List<Replacement.Change> changes) {
    var known = known();
    return changes.stream()
        .map(
            change -> new FieldDiff(change.field(), pieces(change.before(), change.after(), known)))
        .toList();
  }

  private static List<Piece> whole(String old, String now) {
    return Stream.of(new Piece(Op.REMOVED, old), new Piece(Op.ADDED, now))
        .filter(piece -> !piece.text().isEmpty())
        .toList();
  }

  private Set<String> known() {
    var now = words.current().words();
    var known = new HashSet<>(now.lexicon());
    now.groups().forEach(known::addAll);
    return known;
  }

  private static String lines(List<String> list) {
    return String.join("\n", list);
  }

  /// Each with the line that says for whom above it, and an empty line between them.
  private static String variants(List<Variant> variants) {
    return variants.stream()
        .map(variant -> whom(variant) + "\n" + variant.answer())
        .collect(Collectors.joining("\n\n"));
  }

  private static String whom(Variant variant) {
    var words = new ArrayList<String>();
    if (variant.stage() != null) {
      words.add(Wire.nameOf(variant.stage()));
    }
    words.addAll(variant.skus());
    return String.join(" ", words);
  }

  private static String text(@Nullable Object value) {
    return value instanceof Instant time ? time.toString() : Objects.toString(value, "");
  }

  /// @param known words that are taken whole
  static List<Piece> pieces(String old, String now, Set<String> known) {
    var words = Cut.of(tokens(old, known), tokens(now, known));
    var cut = words.isFew() ? words : Cut.of(lines(old), lines(now));
    return cut.isFew() ? smooth(edits(cut)) : whole(old, now);
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  /// The words of a text; joined they are the text again.
  static List<String> tokens(String text, Set<String> known) {
    var tokens = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      int end = endOfWord(text, at, known);
      tokens.add(text.substring(at, end));
      at = end;
    }
    return tokens;
  }

  private static int endOfWord(String text, int at, Set<String> known) {
    if (text.startsWith("{{", at) && text.indexOf("}}", at) > 0) {
      return text.indexOf("}}", at) + 2;
    }
    int end = at;
    while (end < text.length() && isLatin(text.charAt(end))) {
      end++;
    }
    if (end > at) {
      return end;
    }
    for (int length = Math.min(LONGEST_WORD, text.length() - at); length > 1; length--) {
      if (known.contains(text.substring(at, at + length))) {
        return at + length;
      }
    }
    return text.offsetByCodePoints(at, 1);
  }

  private static boolean isLatin(char c) {
    return c == '_' || (c < 0x250 && Character.isLetterOrDigit(c));
  }

  /// Two texts in pieces.
  ///
  /// @param begin how many are the same at the beginning
  /// @param end how many behind those are the same at the end
  private record Cut(List<String> old, List<String> now, int begin, int end) {

    static Cut of(List<String> old, List<String> now) {
      int begin = commonBeginning(old, now);
      return new Cut(old, now, begin, commonEnd(old, now, begin));
    }

    List<String> oldMiddle() {
      return old.subList(begin, old.size() - end);
    }

    List<String> nowMiddle() {
      return now.subList(begin, now.size() - end);
    }

    boolean isFew() {
      return (long) oldMiddle().size() * nowMiddle().size() <= MOST_PAIRS;
    }
  }

  /// The shortest way from one text to the other.
  private static List<Piece> edits(Cut cut) {
    var old = cut.old();
    var pieces = new ArrayList<Piece>();
    old.subList(0, cut.begin()).forEach(token -> pieces.add(new Piece(Op.SAME, token)));
    pieces.addAll(middle(cut.oldMiddle(), cut.nowMiddle()));
    old.subList(old.size() - cut.end(), old.size())
        .forEach(token -> pieces.add(new Piece(Op.SAME, token)));
    return pieces;
  }

  private static int commonBeginning(List<String> old, List<String> now) {
    int n = 0;
    while (n < Math.min(old.size(), now.size()) && old.get(n).equals(now.get(n))) {
      n++;
    }
    return n;
  }

  private static int commonEnd(List<String> old, List<String> now, int begin) {
    int n = 0;
    while (n < Math.min(old.size(), now.size()) - begin
        && old.get(old.size() - 1 - n).equals(now.get(now.size() - 1 - n))) {
      n++;
    }
    return n;
  }

  private static List<Piece> middle(List<String> old, List<String> now) {
    // length[i][j]: the longest common subsequence of what follows i in the old and j in the new
    var length = new short[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        length[i][j] =
            old.get(i).equals(now.get(j))
                ? (short) (length[i + 1][j + 1] + 1)
                : (short) Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    var pieces = new ArrayList<Piece>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        pieces.add(new Piece(Op.SAME, old.get(i++)));
        j++;
      } else if (i < old.size() && (j == now.size() || length[i + 1][j] >= length[i][j + 1])) {
        pieces.add(new Piece(Op.REMOVED, old.get(i++)));
      } else {
        pieces.add(new Piece(Op.ADDED, now.get(j++)));
      }
    }
    return pieces;
  }

  /// Joins neighbours, removed before added, and takes lonely same characters into the change.
  private static List<Piece> smooth(List<Piece> edits) {
    var out = new ArrayList<Piece>();
    var removed = new StringBuilder();
    var added = new StringBuilder();
    var same = new StringBuilder();
    for (var piece : edits) {
      if (piece.op() == Op.SAME) {
        same.append(piece.text());
        continue;
      }
      var lonely = same.length() < SHORTEST_SAME && !(removed.isEmpty() && added.isEmpty());
      if (lonely) {
        removed.append(same);
        added.append(same);
      } else if (!same.isEmpty()) {
        flush(out, removed, added);
        out.add(new Piece(Op.SAME, same.toString()));
      }
      same.setLength(0);
      (piece.op() == Op.REMOVED ? removed : added).append(piece.text());
    }
    flush(out, removed, added);
    if (!same.isEmpty()) {
      out.add(new Piece(Op.SAME, same.toString()));
    }
    return out;
  }

  private static void flush(List<Piece> out, StringBuilder removed, StringBuilder added) {
    if (!removed.isEmpty()) {
      out.add(new Piece(Op.REMOVED, removed.toString()));
    }
    if (!added.isEmpty()) {
      out.add(new Piece(Op.ADDED, added.toString()));
    }
    removed.setLength(0);
    added.setLength(0);
  }
}
