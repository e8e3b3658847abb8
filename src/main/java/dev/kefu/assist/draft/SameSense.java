package dev.kefu.assist.draft;

import dev.kefu.base.Folding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether a wording says what its source says, no more and no less, by what can be counted: every
/// sentence of the one has to be found in the other, and nothing that promises, denies, counts or
/// leads elsewhere may be added. When in doubt it does not say the same.
///
/// It cannot know what words mean. So it only keeps out what is certainly foreign; whoever sends a
/// draft reads it first, and the rulebook reads it twice.
final class SameSense {

  static final int MAX_CODE_POINTS = 500;

  /// How much longer courtesy may make a text.
  private static final int LONGER = 40;

  /// The part of a sentence's own words that has to stand on the other side.
  private static final double FOUND = 0.6;

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Mn}\\p{Me}&&[^\\n]]");

  private static final Pattern MARKUP =
      Pattern.compile("[<>{}\\[\\]`|\\\\#*_^$=@&+％%￥¥€⟦⟧]|://|\\.(?:com|cn|net|org|io|top|cc)");

  private static final Pattern FOREIGN = Pattern.compile("[\\p{L}&&[^\\p{IsHan}\\p{IsLatin}]]");

  private static final Pattern LATIN = Pattern.compile("[a-z']+");
  private static final Pattern NUMBER = Pattern.compile("\\p{N}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private static final Pattern NUMERAL =
      Pattern.compile("(?<!第)[一二三四五六七八九十百千万亿两零〇半几壹贰叁肆伍陆柒捌玖拾佰仟廿卅俩仨幺].?");

  private static final Pattern DENIAL = Pattern.compile("[不没无未勿非别免禁].?");
  private static final Pattern ENGLISH_DENIAL =
      Pattern.compile("\\b(?:not|no|never|cannot|without|unless|except|only|\\w+n't)\\b");

  private static final Pattern CLAUSES = Pattern.compile("[，。！？；、,.!?;:：\\n…~～—()（）“”\"\\s]+");
  private static final Pattern ENGLISH_CLAUSES = Pattern.compile("[,.!?;:\\n()\"]+");

  private static final Pattern MARKS = Pattern.compile("⟦\\d+⟧");

  private static final SenseWords WORDS = SenseWords.read();

  private SameSense() {}

  /// Whether a text can be worded anew at all: a text with markup in it is left as it is.
  static boolean isPlain(String template) {
    var bare = bare(template);
    return !bare.isBlank()
        && !MARKUP.matcher(bare).find()
        && !UNSEEN.matcher(bare).find()
        && !FOREIGN.matcher(bare).find();
  }

  /// What speaks against a wording; nothing when it may stand for its source.
  static Optional<String> objection(String source, String wording) {
    if (isTooLong(source, wording)) {
      return Optional.of("long");
    }
    var said = bare(wording);
    if (UNSEEN.matcher(said).find()
        || MARKUP.matcher(said).find()
        || FOREIGN.matcher(said).find()) {
      return Optional.of("signs");
    }
    var from = Folding.fold(bare(source));
    var to = Folding.fold(said);
    if (NUMBER.matcher(to).find()) {
      return Optional.of("numbers");
    }
    return HAN.matcher(from).find() ? chinese(from, to) : english(from, to);
  }

  private static boolean isTooLong(String source, String wording) {
    var length = wording.codePointCount(0, wording.length());
    return length > MAX_CODE_POINTS || length > 2 * source.length() + LONGER;
  }

  private static String bare(String text) {
    return MARKS.matcher(text).replaceAll(" ");
  }

  private static Optional<String> chinese(String source, String wording) {
    if (!found(LATIN, source).containsAll(found(LATIN, wording))) {
      return Optional.of("letters");
    }
    var from = WORDS.withoutCourtesy(source);
    var to = WORDS.withoutCourtesy(wording);
    if (!found(NUMERAL, from).containsAll(found(NUMERAL, to))) {
      return Optional.of("numbers");
    }
    if (!found(DENIAL, from).equals(found(DENIAL, to))) {
      return Optional.of("denial");
    }
    return WORDS
        .promised(wording)
        .filter(word -> !source.contains(word))
        .findFirst()
        .map(word -> "promise " + word)
        .or(() -> clauses(CLAUSES, from, to, SameSense::characters));
  }

  private static Optional<String> english(String source, String wording) {
    if (HAN.matcher(wording).find()) {
      return Optional.of("letters");
    }
    if (!found(ENGLISH_DENIAL, source).equals(found(ENGLISH_DENIAL, wording))) {
      return Optional.of("denial");
    }
    return WORDS
        .promisedInEnglish(wording)
        .filter(word -> !source.contains(word))
        .findFirst()
        .map(word -> "promise " + word)
        .or(() -> clauses(ENGLISH_CLAUSES, source, wording, SameSense::words));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(r -> r.group().strip()).collect(Collectors.toSet());
  }

  private interface Parts {
    List<String> of(String clause);
  }

  private static Optional<String> clauses(Pattern border, String from, String to, Parts parts) {
    if (!allFound(border, to, from, parts)) {
      return Optional.of("more");
    }
    return allFound(border, from, to, parts) ? Optional.empty() : Optional.of("less");
  }

  /// What stands in `other` once supports what stands in `text` once: nothing may be said twice.
  private static boolean allFound(Pattern border, String text, String other, Parts parts) {
    var left = new HashMap<String, Integer>();
    parts
        .of(border.matcher(other).replaceAll(" "))
        .forEach(part -> left.merge(part, 1, Integer::sum));
    return Arrays.stream(border.split(text, 0)).map(parts::of).allMatch(own -> found(own, left));
  }

  /// Whether most of a sentence is there, and no word of two parts is foreign.
  private static boolean found(List<String> own, Map<String, Integer> left) {
    int found = 0;
    boolean foreign = false;
    for (var part : own) {
      boolean here = left.getOrDefault(part, 0) > 0;
      if (here) {
        left.merge(part, -1, Integer::sum);
        found++;
      } else if (foreign) {
        return false;
      }
      foreign = !here;
    }
    return found >= FOUND * own.size();
  }

  private static List<String> characters(String clause) {
    return clause
        .codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .filter(c -> !WORDS.isSmall(c))
        .toList();
  }

  private static List<String> words(String clause) {
    return LATIN
        .matcher(clause)
        .results()
        .map(r -> r.group())
        .filter(word -> !WORDS.isSmall(word))
        .toList();
  }
}
