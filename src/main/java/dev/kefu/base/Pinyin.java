package dev.kefu.base;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.sourceforge.pinyin4j.PinyinHelper;

/// How Chinese characters are said, in Latin letters: `zhong`, `lv`. Any thread.
public final class Pinyin {

  public static final char FIRST = '\u4e00';
  public static final char LAST = '\u9fff';

  /// The characters by their syllables, of which there are some four hundred.
  private static final Map<String, String> SAID = readTable();

  /// Letters of a syllable that is looked for in a run of them: a single vowel is too often chance.
  private static final int SHORTEST = 2;

  private static final int LONGEST = 6;

  private Pinyin() {}

  /// All readings with their tones, such as `zhong4`, the usual one first; empty for what is no
  /// Chinese character.
  public static Set<String> toned(char c) {
    var readings = c < FIRST || c > LAST ? null : PinyinHelper.toHanyuPinyinStringArray(c);
    var toned = new LinkedHashSet<String>();
    if (readings != null) {
      for (var reading : readings) {
        toned.add(reading.replace("u:", "v"));
      }
    }
    return toned;
  }

  /// @param toned such as `zhong4`
  public static String plain(String toned) {
    return toned.substring(0, toned.length() - 1);
  }

  /// The characters that have a reading without its tone; empty for what is no syllable.
  public static String said(String syllable) {
    return SAID.getOrDefault(syllable, "");
  }

  /// Where syllables begin in a run of small letters, and its end; empty when it is no pinyin. Of
  /// several ways the one whose first syllables are the longest. Takes as long as the run.
  public static int[] syllables(String letters) {
    int length = letters.length();
    // From the end: where the syllable ends that begins here, when pinyin follows; else 0.
    var ends = new int[length + 1];
    ends[length] = length;
    for (int from = length - SHORTEST; from >= 0; from--) {
      for (int to = Math.min(length, from + LONGEST); to >= from + SHORTEST; to--) {
        if (ends[to] > 0 && SAID.containsKey(letters.substring(from, to))) {
          ends[from] = to;
          break;
        }
      }
    }
    if (ends[0] == 0) {
      return new int[0];
    }
    var starts = IntStream.iterate(0, from -> from < length, from -> ends[from]);
    return IntStream.concat(starts, IntStream.of(length)).toArray();
  }

  private static Map<String, String> readTable() {
    var said = new HashMap<String, StringBuilder>();
    for (char c = FIRST; c <= LAST; c++) {
      var plain = new HashSet<String>();
      toned(c).forEach(reading -> plain.add(plain(reading)));
      for (var syllable : plain) {
        said.computeIfAbsent(syllable, _ -> new StringBuilder()).append(c);
      }
    }
    var table = new HashMap<String, String>();
    said.forEach((syllable, all) -> table.put(syllable, all.toString()));
    return Map.copyOf(table);
  }
}
