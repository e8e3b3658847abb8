package dev.kefu.rulebook;

import dev.kefu.base.Pinyin;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// How Chinese characters are said, for finding words behind others that sound alike.
final class Sounds {

  private static final Sound NONE = new Sound(Set.of(), Set.of(), Set.of());

  /// Looking one up in the library takes long beside looking it up here.
  private static final AtomicReferenceArray<Sound> KNOWN =
      new AtomicReferenceArray<>(Pinyin.LAST - Pinyin.FIRST + 1);

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
    if (c < Pinyin.FIRST || c > Pinyin.LAST) {
      return NONE;
    }
    var known = KNOWN.get(c - Pinyin.FIRST);
    if (known == null) {
      known = look(c);
      KNOWN.set(c - Pinyin.FIRST, known);
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

  private static Sound look(char c) {
    var toned = Pinyin.toned(c);
    if (toned.isEmpty()) {
      return NONE;
    }
    var plain = new HashSet<String>();
    toned.forEach(syllable -> plain.add(Pinyin.plain(syllable)));
    var blurred = new HashSet<String>();
    plain.forEach(syllable -> blurred.add(blurred(syllable)));
    return new Sound(Set.copyOf(toned), Set.copyOf(plain), Set.copyOf(blurred));
  }
}
