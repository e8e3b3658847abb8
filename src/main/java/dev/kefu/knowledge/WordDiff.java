package dev.kefu.knowledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says word by word what has changed in an article.
///
/// Chinese has no spaces: the shop's own words (its lexicon and synonyms) are taken whole, the
/// longest first, and whatever else is Han character by character; letters, digits and variables
/// stay together. A single character that happens to be the same between two changes counts as
/// changed, because nobody reads such a difference.
@Component
class WordDiff {

  private static final int LONGEST_WORD = 12;

  /// An equal stretch between two changes that is shorter is part of the change.
  private static final int SHORTEST_SAME = 2;

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

  private record Field(String name, Function<ArticleFields, @Nullable Object> value) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("question", ArticleFields::question),
          new Field("similar", f -> lines(f.similar())),
          new Field("negative", f -> lines(f.negative())),
          new Field("answer", ArticleFields::answer),
          new Field("category", ArticleFields::category),
          new Field("stage", f -> Wire.nameOf(f.stage())),
          new Field("skus", f -> lines(f.skus())),
          new Field("risk", f -> Wire.nameOf(f.risk())),
          new Field("valid_from", ArticleFields::validFrom),
          new Field("valid_until", ArticleFields::validUntil),
          new Field("window", ArticleFields::window),
          new Field("owner", ArticleFields::owner),
          new Field("tags", f -> lines(f.tags())),
          new Field("escalate", f -> Boolean.toString(f.escalate())),
          new Field("channel", ArticleFields::channel),
          new Field("emergency", f -> lines(f.emergency())),
          new Field("answers", f -> Cells.variants(f.answers())));

  /// The fields that differ, each with what was removed and added, in reading order.
  List<FieldDiff> between(ArticleFields old, ArticleFields now) {
    var known = known();
    var diffs = new ArrayList<FieldDiff>();
    for (var field : FIELDS) {
      var before = text(field.value().apply(old));
      var after = text(field.value().apply(now));
      if (!before.equals(after)) {
        diffs.add(new FieldDiff(field.name(), pieces(before, after, known)));
      }
    }
    return diffs;
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

  private static String text(@Nullable Object value) {
    return value instanceof Instant time ? time.toString() : Objects.toString(value, "");
  }

  /// @param known words that are taken whole
  static List<Piece> pieces(String old, String now, Set<String> known) {
    return smooth(edits(tokens(old, known), tokens(now, known)));
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
    return c < 0x250 && Character.isLetterOrDigit(c);
  }

  /// The shortest way from one text to the other.
  private static List<Piece> edits(List<String> old, List<String> now) {
    int begin = commonBeginning(old, now);
    int end = commonEnd(old, now, begin);
    var pieces = new ArrayList<Piece>();
    old.subList(0, begin).forEach(token -> pieces.add(new Piece(Op.SAME, token)));
    pieces.addAll(
        middle(old.subList(begin, old.size() - end), now.subList(begin, now.size() - end)));
    old.subList(old.size() - end, old.size()).forEach(t -> pieces.add(new Piece(Op.SAME, t)));
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
