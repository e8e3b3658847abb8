package dev.kefu.rulebook;

import dev.kefu.rulebook.Flag.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A turn of phrase that promises, in whatever words it comes.
///
/// @param said on the tight text
/// @param signs without which it is not said
/// @param unless what makes it harmless when it stands in the same sentence, itself included
/// @param asks kind of case it asks for; null when it is blocked
/// @param why for people; `%s` is what was said
record Turn(
    String rule,
    String kind,
    Signs signs,
    Pattern said,
    Pattern unless,
    @Nullable String asks,
    String why,
    String advice) {

  /// Within a turn that has no refusal of its own: 身份证不用发给我.
  private static final Pattern REFUSED = Pattern.compile("不用|不要|不能|不会|不可|请勿|别(?![家的人])|无需|不必|没有?");

  private static final Pattern NEVER = Pattern.compile("(?!)");

  static Turn blocked(String rule, String kind, String said, String why, String advice) {
    var pattern = Pattern.compile(said);
    return new Turn(rule, kind, Signs.of(pattern), pattern, NEVER, null, why, advice);
  }

  /// Adds to what makes it harmless.
  Turn unless(String words) {
    var all = unless == NEVER ? words : unless.pattern() + "|" + words;
    return new Turn(rule, kind, signs, said, Pattern.compile(all), asks, why, advice);
  }

  /// Approved instead of blocked.
  Turn asking(String kindOfCase) {
    return new Turn(rule, kind, signs, said, unless, kindOfCase, why, advice);
  }

  /// Says what weight a turn really has at a place.
  interface Weighing {

    /// @return what to say in place of the flag; empty for nothing at all
    Optional<Flag> weigh(Flag flag, int from, int to);
  }

  static List<Flag> look(Scene scene, List<Turn> turns) {
    return look(scene, turns, (flag, _, _) -> Optional.of(flag));
  }

  static List<Flag> look(Scene scene, List<Turn> turns, Weighing weighing) {
    var flags = new ArrayList<Flag>();
    for (var turn : turns) {
      if (turn.signs.in(scene.letters())) {
        turn.find(scene, weighing, flags);
      }
    }
    return flags;
  }

  /// Whether words say it, wherever they stand.
  boolean says(String words) {
    return said.matcher(words).find();
  }

  /// Whether its signs miss what it says, which is a mistake in it.
  boolean overlooks(String tight) {
    return said.matcher(tight).find() && !signs.in(Letters.of(tight));
  }

  private void find(Scene scene, Weighing weighing, List<Flag> flags) {
    var matcher = said.matcher(scene.tight());
    while (matcher.find()) {
      if (isMeant(scene, matcher)) {
        var weighed = weighing.weigh(flag(scene, matcher), matcher.start(), matcher.end());
        if (weighed.isPresent()) {
          flags.add(weighed.get());
          return;
        }
      }
    }
  }

  private boolean isMeant(Scene scene, Matcher m) {
    var around = Around.of(scene.tight(), m.start(), m.end());
    var refused = said.pattern().indexOf('不') < 0 && REFUSED.matcher(m.group()).find();
    return !refused
        && !Heard.notPromised(around)
        && !Negation.forbids(around.clauseBefore())
        && !unless.matcher(around.before() + m.group() + around.after()).find()
        && !scene.isFact(m.start(), m.end());
  }

  private Flag flag(Scene scene, Matcher m) {
    var finding = scene.finding(rule, kind, why.formatted(m.group()), advice, m.start(), m.end());
    if (asks == null) {
      return Flag.block(finding);
    }
    // Who supervises answers for it, and an approval clears it.
    var cleared =
        scene.draft().author().supervises() || scene.draft().settled().approved().contains(rule);
    return cleared ? Flag.note(finding) : Flag.approve(finding, new Ask(asks, null, null));
  }
}
