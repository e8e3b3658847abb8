package dev.kefu.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Cuts text into the numbered pieces a BERT model was trained on: every Chinese character and
/// punctuation mark by itself, other words into the longest pieces of the vocabulary.
///
/// The vocabulary is lower case; the caller folds the text.
final class WordPiece {

  private static final String CONTINUED = "##";
  private static final int MAX_WORD = 100;
  private static final int BROKEN = 0xFFFD;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int first;
  private final int last;

  private WordPiece(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.unknown = idOf("[UNK]");
    this.first = idOf("[CLS]");
    this.last = idOf("[SEP]");
  }

  /// @param tokenizer a `tokenizer.json` as Hugging Face writes it
  static WordPiece read(InputStream tokenizer) throws IOException {
    var vocabulary = new HashMap<String, Integer>();
    try (tokenizer) {
      JsonMapper.shared()
          .readTree(tokenizer)
          .at("/model/vocab")
          .properties()
          .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().intValue()));
    }
    return new WordPiece(vocabulary);
  }

  /// The pieces between the marks of begin and end, cut off so that all together are at most
  /// `limit`.
  long[] ids(String text, int limit) {
    var ids = new long[limit];
    ids[0] = first;
    int[] points = text.codePoints().filter(p -> !isNothing(p)).toArray();
    int count = 1;
    int start = 0;
    while (start < points.length && count < limit - 1) {
      int end = endOfWord(points, start);
      if (end > start) {
        count = addWord(points, start, end, ids, count);
        start = end;
      } else {
        start++;
      }
    }
    ids[count] = last;
    return Arrays.copyOf(ids, count + 1);
  }

  /// `start` itself when no word begins there.
  private static int endOfWord(int[] points, int start) {
    if (isGap(points[start])) {
      return start;
    }
    int end = start + 1;
    if (standsAlone(points[start])) {
      return end;
    }
    while (end < points.length && !isGap(points[end]) && !standsAlone(points[end])) {
      end++;
    }
    return end;
  }

  private int addWord(int[] points, int start, int end, long[] ids, int count) {
    int room = ids.length - 1;
    int before = count;
    int from = start;
    while (from < end && count < room) {
      int to = end - start > MAX_WORD ? from : endOfPiece(points, from, end, start);
      if (to == from) {
        ids[before] = unknown;
        return before + 1;
      }
      ids[count++] = idOf(piece(points, from, to, start));
      from = to;
    }
    return count;
  }

  private int endOfPiece(int[] points, int from, int end, int start) {
    int to = end;
    while (to > from && !vocabulary.containsKey(piece(points, from, to, start))) {
      to--;
    }
    return to;
  }

  private static String piece(int[] points, int from, int to, int start) {
    var piece = new String(points, from, to - from);
    return from == start ? piece : CONTINUED + piece;
  }

  private int idOf(String piece) {
    var id = vocabulary.get(piece);
    if (id == null) {
      throw new IllegalStateException("The vocabulary lacks " + piece);
    }
    return id;
  }

  private static boolean isGap(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  /// Control and format characters and the mark of a broken character; what stands around them
  /// joins.
  private static boolean isNothing(int point) {
    return point == BROKEN
        || switch (Character.getType(point)) {
          case Character.CONTROL -> !isGap(point);
          case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  private static boolean standsAlone(int point) {
    return isHan(point) || isPunctuation(point);
  }

  /// The blocks BERT takes apart, which are not all of the Han script.
  private static boolean isHan(int point) {
    return (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x20000 && point <= 0x2CEAF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }

  private static boolean isPunctuation(int point) {
    if (point > ' ' && point < 0x7F) {
      return !Character.isLetterOrDigit(point);
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
