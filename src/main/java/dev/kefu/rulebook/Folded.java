package dev.kefu.rulebook;

import dev.kefu.base.Folding;
import java.util.Arrays;

/// A text folded for comparing, with the way back to the original: every unit of [#text()] knows
/// which units of the original it came from.
///
/// Line ends stay, other white space becomes one blank, and what cannot be seen is gone: zero-width
/// marks, joiners, strokes laid over a character.
final class Folded {

  /// Cyrillic and Greek letters that look like Latin ones, by pairs.
  private static final String LOOK_ALIKES = "аaеeоoрpсcуyхxкkмmтtвbіiѕsԁdһhνvѵvοoαa";

  private final String text;
  private final int[] from;
  private final int[] to;

  private Folded(String text, int[] from, int[] to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  static Folded of(String original) {
    var builder = new Builder(original.length());
    int at = 0;
    while (at < original.length()) {
      int end = clusterEnd(original, at);
      addCluster(builder, original, at, end);
      at = end;
    }
    return builder.build();
  }

  String text() {
    return text;
  }

  /// The first unit of the original that stands behind `index`.
  int from(int index) {
    return from[index];
  }

  /// Behind the last unit of the original that stands behind `index`.
  int to(int index) {
    return to[index];
  }

  /// Whether two neighbours here are neighbours in the original, too.
  boolean adjoining(int index, int next) {
    return to[index] == from[next] || from[index] == from[next];
  }

  /// A part of this text, in the same order.
  Folded keep(Keeping keeping) {
    var builder = new Builder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (keeping.keeps(text, i)) {
        builder.add(text.charAt(i), from[i], to[i]);
      }
    }
    return builder.build();
  }

  /// Decides whether the unit at an index stays.
  interface Keeping {
    boolean keeps(String text, int index);
  }

  private static void addCluster(Builder builder, String original, int at, int end) {
    int first = original.codePointAt(at);
    var word = Pictures.word(first);
    if (first == '\n') {
      builder.add('\n', at, end);
    } else if (Character.isWhitespace(first) || Character.isSpaceChar(first)) {
      builder.add(' ', at, end);
    } else if (word != null) {
      word.chars().forEach(c -> builder.add((char) c, at, end));
    } else if (end - at == 1 && Folding.fold((char) first) != Folding.SEVERAL) {
      addUnit(builder, Folding.fold((char) first), at, end);
    } else {
      Folding.fold(original.substring(at, end))
          .chars()
          .forEach(c -> addUnit(builder, (char) c, at, end));
    }
  }

  private static void addUnit(Builder builder, char unit, int at, int end) {
    if (!unseen(unit)) {
      builder.add(latin(unit), at, end);
    }
  }

  /// Marks that follow belong to the character before them: together they fold to one.
  private static int clusterEnd(String text, int at) {
    int end = at + Character.charCount(text.codePointAt(at));
    while (end < text.length() && isMark(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean unseen(int unit) {
    int type = Character.getType(unit);
    return type == Character.FORMAT || type == Character.CONTROL || isMark(unit);
  }

  private static char latin(char unit) {
    if (unit < '\u0370' || unit > '\u052f') {
      return unit;
    }
    int at = LOOK_ALIKES.indexOf(unit);
    return at >= 0 && at % 2 == 0 ? LOOK_ALIKES.charAt(at + 1) : unit;
  }

  static final class Builder {

    private final StringBuilder text;
    private int[] from;
    private int[] to;

    Builder(int size) {
      text = new StringBuilder(size);
      from = new int[size + 8];
      to = new int[size + 8];
    }

    void add(char unit, int start, int end) {
      int at = text.length();
      if (at == from.length) {
        from = Arrays.copyOf(from, at * 2);
        to = Arrays.copyOf(to, at * 2);
      }
      from[at] = start;
      to[at] = end;
      text.append(unit);
    }

    Folded build() {
      return new Folded(text.toString(), from, to);
    }
  }
}
