package dev.kefu.rulebook;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.sourceforge.pinyin4j.PinyinHelper;

/// How Chinese characters are said, for finding words behind others that sound alike.
final class Sounds {

  private static final char FIRST = '\u4e00';
  private static final char LAST = '\u9fff';
  private static final Sound NONE = new Sound(Set.of(), Set.of(), Set.of());

  /// Looking one up in the library takes long beside looking it up here.
  private static final AtomicReferenceArray<Sound> KNOWN =
      new AtomicReferenceArray<>(LAST - FIRST + 1);

  private static final Set<String> SYLLABLES = readSyllables();

  private static final int LONGEST = 6;

  private Sounds() {}

  /// @param toned such as `wei1`, all readings
  /// @param plain such as `wei`
  /// @param blurred as they are to an ear that cares neither for tones nor for final g's and h's
  record Sound(Set<String> toned, Set<String> plain, Set<String> blurred) {

    /// Said the same, with its tone.
    boolean is(Sound other) {
      return !Collections.disjoint(toned, other.toned);
    }

    /// Said the same, or nearly.
    boolean isLike(Sound other) {
      return !Collections.disjoint(blurred, other.blurred);
    }

    boolean isSpelled(String syllable) {
      return plain.contains(syllable);
    }
  }

  static Sound of(char c) {
    if (c < FIRST || c > LAST) {
      return NONE;
    }
    var known = KNOWN.get(c - FIRST);
    if (known == null) {
      known = look(c);
      KNOWN.set(c - FIRST, known);
    }
    return known;
  }

  /// `zhong` and `zong`, `sheng` and `shen` are one to many ears. There are syllables without a
  /// vowel, as 嗯 is said.
  static String blurred(String syllable) {
    var blurred =
        syllable.endsWith("ng") && !syllable.endsWith("ong") && syllable.length() > 2
            ? syllable.substring(0, syllable.length() - 1)
            : syllable;
    return blurred.length() > 2 && blurred.charAt(1) == 'h'
        ? blurred.charAt(0) + blurred.substring(2)
        : blurred;
  }

  /// Where syllables begin in a run of small letters, and its end; empty when it is no pinyin.
  static int[] syllables(String letters) {
    var ends = new int[letters.length() + 1];
    return split(letters, 0, ends, 0);
  }

  private static int[] split(String letters, int from, int[] starts, int count) {
    starts[count] = from;
    if (from == letters.length()) {
      return Arrays.copyOf(starts, count + 1);
    }
    for (int to = Math.min(letters.length(), from + LONGEST); to > from; to--) {
      if (SYLLABLES.contains(letters.substring(from, to))) {
        var whole = split(letters, to, starts, count + 1);
        if (whole.length > 0) {
          return whole;
        }
      }
    }
    return new int[0];
  }

  private static Sound look(char c) {
    var readings = PinyinHelper.toHanyuPinyinStringArray(c);
    if (readings == null) {
      return NONE;
    }
    var toned = new HashSet<String>();
    var plain = new HashSet<String>();
    for (var reading : readings) {
      var syllable = reading.replace("u:", "v");
      toned.add(syllable);
      plain.add(syllable.substring(0, syllable.length() - 1));
    }
    var blurred = new HashSet<String>();
    plain.forEach(syllable -> blurred.add(blurred(syllable)));
    return new Sound(Set.copyOf(toned), Set.copyOf(plain), Set.copyOf(blurred));
  }

  private static Set<String> readSyllables() {
    var all = new HashSet<String>();
    for (char c = FIRST; c <= LAST; c++) {
      var sound = look(c);
      KNOWN.set(c - FIRST, sound);
      all.addAll(sound.plain());
    }
    all.removeIf(s -> s.length() < 2);
    return Set.copyOf(all);
  }
}
