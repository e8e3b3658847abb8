package dev.kefu.rulebook;

import dev.kefu.base.Pinyin;
import dev.kefu.rulebook.Terms.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts the words back that a text hides: behind others of the same sound (明天一腚到), in Latin letters
/// (yiding), in figures (假1赔10), or torn apart (今。天。必。发).
final class Unmasked {

  /// Three pieces of one or two characters in a row are one word that was torn. Many at a time, but
  /// not any number: the matcher goes deeper with each.
  private static final Pattern TORN =
      Pattern.compile(
          "(?:(?<=^|[。!?;\\n,、:])[^。!?;\\n,、:]{1,2}[。!?;,、:]){2,60}[^。!?;\\n,、:]{1,2}(?=$|[。!?;\\n,、:])");

  private static final String PARTS = "。!?;\n,、:";
  private static final int LONGEST_PIECE = 2;

  /// Single verbs and units in Latin letters, next to Chinese or to figures only.
  private static final Map<String, String> SPELLED =
      Map.ofEntries(
          Map.entry("tui", "退"),
          Map.entry("bu", "补"),
          Map.entry("pei", "赔"),
          Map.entry("fan", "返"),
          Map.entry("zhe", "折"),
          Map.entry("kuai", "块"),
          Map.entry("yuan", "元"),
          Map.entry("dao", "到"),
          Map.entry("zui", "最"),
          Map.entry("jia", "加"),
          Map.entry("wei", "微"),
          Map.entry("you", "邮"));

  /// Verbs of giving by others that sound alike, before a sum or before the shopper only.
  private static final Map<Character, Character> GIVING =
      Map.of('推', '退', '腿', '退', '蜕', '退', '陪', '赔', '培', '赔', '反', '返', '捕', '补', '朴', '补');

  private static final String FIGURES = "〇一二三四五六七八九";
  private static final String FORMAL = "零壹贰叁肆伍陆柒捌玖";

  private final Folded tight;
  private final Terms terms;
  private final List<Unit> units = new ArrayList<>();
  private final Folded.Builder out;
  private boolean changed;

  /// @param sign a character, as it would stand in a term; 0 for what is only letters
  /// @param syllable in Latin letters, else empty
  private record Unit(int from, int to, char sign, String syllable) {}

  private Unmasked(Folded tight, Terms terms) {
    this.tight = tight;
    this.terms = terms;
    this.out = new Folded.Builder(tight.text().length());
  }

  /// The text without its disguise; null when it wears none.
  ///
  /// @param letters of the text
  static @Nullable Folded of(Folded tight, Letters letters, Terms terms) {
    var joined = joined(tight, letters);
    var unmasked = new Unmasked(joined, terms);
    unmasked.read();
    unmasked.write();
    return unmasked.changed || joined != tight ? unmasked.out.build() : null;
  }

  /// 1.5.0 and 4-0, which are no versions and no ranges here.
  private static final Pattern FIGURES_APART =
      Pattern.compile(
          "(?<![\\d.])\\d(?:[-.~/]\\d){2,3}(?![\\d.])|(?<![\\d.-])([1-9])[-~/]0(?![\\d.])");

  private static final Signs OF_FIGURES_APART = Signs.of(FIGURES_APART);

  private static Folded joined(Folded tight, Letters letters) {
    var mayBeTorn = mayBeTorn(tight.text());
    var mayHoldFigures = OF_FIGURES_APART.in(letters);
    return mayBeTorn || mayHoldFigures ? joined(tight) : tight;
  }

  private static Folded joined(Folded tight) {
    var torn = TORN.matcher(tight.text());
    var gone = new boolean[tight.text().length()];
    var any = false;
    while (torn.find()) {
      for (int i = torn.start(); i < torn.end(); i++) {
        if (!Character.isLetterOrDigit(tight.text().charAt(i))) {
          gone[i] = true;
          any = true;
        }
      }
    }
    var apart = FIGURES_APART.matcher(tight.text());
    while (apart.find()) {
      for (int i = apart.start() + 1; i < apart.end(); i += 2) {
        gone[i] = true;
        any = true;
      }
    }
    return any ? tight.keep((_, i) -> !gone[i]) : tight;
  }

  /// Whether a piece so short stands between two signs, as most texts have none.
  private static boolean mayBeTorn(String text) {
    var parted = -LONGEST_PIECE - 2;
    for (var i = 0; i < text.length(); i++) {
      if (PARTS.indexOf(text.charAt(i)) >= 0) {
        if (i - parted <= LONGEST_PIECE + 1) {
          return true;
        }
        parted = i;
      }
    }
    return false;
  }

  private void read() {
    var text = tight.text();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = at + 1;
      if (isLatin(c)) {
        while (end < text.length() && isLatin(text.charAt(end))) {
          end++;
        }
        letters(at, end);
      } else if (isDigit(c)) {
        while (end < text.length() && isDigit(text.charAt(end))) {
          end++;
        }
        units.add(new Unit(at, end, figure(text.substring(at, end)), ""));
      } else {
        int formal = FORMAL.indexOf(c);
        units.add(new Unit(at, end, formal > 0 ? FIGURES.charAt(formal) : c == '拾' ? '十' : c, ""));
      }
      at = end;
    }
  }

  private void letters(int from, int to) {
    var starts = Pinyin.syllables(tight.text().substring(from, to));
    if (starts.length == 0) {
      units.add(new Unit(from, to, (char) 0, ""));
      return;
    }
    for (int i = 0; i + 1 < starts.length; i++) {
      int start = from + starts[i];
      int end = from + starts[i + 1];
      units.add(new Unit(start, end, (char) 0, tight.text().substring(start, end)));
    }
  }

  private static char figure(String digits) {
    return switch (digits) {
      case "10" -> '十';
      case "100" -> '百';
      default -> digits.length() == 1 ? FIGURES.charAt(digits.charAt(0) - '0') : (char) 0;
    };
  }

  private void write() {
    int at = 0;
    while (at < units.size()) {
      int length = term(at);
      if (length == 0) {
        plain(at);
        length = 1;
      }
      at += length;
    }
  }

  /// Writes the longest term that hides here, and tells how many units it took.
  private int term(int at) {
    var unit = units.get(at);
    var sounds =
        unit.syllable().isEmpty()
            ? Sounds.of(unit.sign()).blurred()
            : Set.of(Sounds.blurred(unit.syllable()));
    for (var sound : sounds) {
      for (var term : terms.beginning(sound)) {
        var hidden = hidden(term, at);
        if (hidden != Hidden.NO) {
          put(term, at, hidden);
          return term.length();
        }
      }
    }
    return 0;
  }

  private enum Hidden {
    NO,
    PLAIN,
    MASKED
  }

  private Hidden hidden(Term term, int at) {
    if (at + term.length() > units.size()) {
      return Hidden.NO;
    }
    int same = 0;
    int alike = 0;
    boolean masked = false;
    for (int i = 0; i < term.length(); i++) {
      var unit = units.get(at + i);
      var sound = term.sounds().get(i);
      char wanted = term.text().charAt(i);
      if (unit.sign() == wanted || (wanted == '零' && unit.sign() == '〇')) {
        same++;
        masked |= tight.text().charAt(unit.from()) != wanted;
      } else if (!unit.syllable().isEmpty()) {
        if (!sound.isSpelled(unit.syllable())) {
          return Hidden.NO;
        }
        same++;
        masked = true;
      } else if (soundsLike(unit.sign(), sound, term.length())) {
        alike++;
        masked = true;
      } else {
        return Hidden.NO;
      }
    }
    if (!masked) {
      return Hidden.PLAIN;
    }
    return alike == 0 || same * 2 >= term.length() ? Hidden.MASKED : Hidden.NO;
  }

  /// Two characters alone have to be said quite the same: there are too many words.
  private static boolean soundsLike(char sign, Sounds.Sound wanted, int length) {
    var sound = Sounds.of(sign);
    return length > 2 ? sound.isLike(wanted) : sound.is(wanted);
  }

  private void put(Term term, int at, Hidden hidden) {
    for (int i = 0; i < term.length(); i++) {
      var unit = units.get(at + i);
      out.add(term.text().charAt(i), tight.from(unit.from()), tight.to(unit.to() - 1));
    }
    changed |= hidden == Hidden.MASKED;
  }

  private void plain(int at) {
    var unit = units.get(at);
    var spelled = isByItself(at) ? SPELLED.get(unit.syllable()) : null;
    if (spelled != null) {
      out.add(spelled.charAt(0), tight.from(unit.from()), tight.to(unit.to() - 1));
      changed = true;
      return;
    }
    var giving = GIVING.get(unit.sign());
    if (giving != null && givesNext(unit.to())) {
      out.add(giving, tight.from(unit.from()), tight.to(unit.to() - 1));
      changed = true;
      return;
    }
    for (int i = unit.from(); i < unit.to(); i++) {
      out.add(tight.text().charAt(i), tight.from(i), tight.to(i));
    }
  }

  private boolean givesNext(int at) {
    var text = tight.text();
    int next = at < text.length() && "您你".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    return next < text.length()
        && (isDigit(text.charAt(next)) || Numerals.CHINESE.indexOf(text.charAt(next)) >= 0);
  }

  /// One syllable, and no other letters beside it.
  private boolean isByItself(int at) {
    var unit = units.get(at);
    var text = tight.text();
    return !unit.syllable().isEmpty()
        && (unit.from() == 0 || !isLatin(text.charAt(unit.from() - 1)))
        && (unit.to() == text.length() || !isLatin(text.charAt(unit.to())))
        && text.length() > unit.to() - unit.from();
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
