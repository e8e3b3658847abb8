package dev.kefu.rulebook;

import dev.kefu.rulebook.Flag.Ask;
import dev.kefu.rulebook.Rules.Phrase;
import dev.kefu.rulebook.Words.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rulebook's own promises and banned words, however they are spaced, spelled or broken up.
final class Phrases implements Check {

  private static final String PARTS = "。！？!?；;\n，,、：:";

  /// Said of money: once as much was granted in the conversation it may be spoken of.
  private static final Pattern OF_MONEY = Pattern.compile("赔|补偿|打款|转账|返现");

  /// Fewer characters than this say nothing when a full stop parts them.
  private static final int LONG_ENOUGH = 3;

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    var said = new HashSet<String>();
    for (var word : scene.compiled().words().mayBeIn(scene.letters())) {
      int at = find(scene, word);
      if (at >= 0 && said.add(word.phrase().id())) {
        flag(scene, word, at).ifPresent(flags::add);
      }
    }
    return flags;
  }

  private static int find(Scene scene, Word word) {
    var bare = scene.reading().bare();
    int at = bare.text().indexOf(word.text());
    while (at >= 0 && !means(scene, word, at)) {
      at = bare.text().indexOf(word.text(), at + 1);
    }
    return at;
  }

  private static boolean means(Scene scene, Word word, int at) {
    var bare = scene.reading().bare();
    int end = at + word.text().length();
    return isWhole(bare, at, end)
        && isOnePhrase(scene.reading(), at, end)
        && !scene.inSlot(bare.from(at), bare.to(end - 1))
        && !isExcepted(scene, word, at)
        && !isDenied(scene, word, bare.from(at), bare.to(end - 1));
  }

  /// `vx` is no part of `dvx`, nor `100` of `2100`.
  private static boolean isWhole(Folded bare, int at, int end) {
    var text = bare.text();
    var begins = at == 0 || !alike(text, at - 1, at) || !bare.adjoining(at - 1, at);
    var ends = end == text.length() || !alike(text, end - 1, end) || !bare.adjoining(end - 1, end);
    return begins && ends;
  }

  private static boolean alike(String text, int a, int b) {
    return (isLatin(text.charAt(a)) && isLatin(text.charAt(b)))
        || (isDigit(text.charAt(a)) && isDigit(text.charAt(b)));
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Words of two sentences make no phrase, unless every character was set apart.
  private static boolean isOnePhrase(Reading reading, int at, int end) {
    var bare = reading.bare();
    var parted = false;
    var everywhere = end - at >= LONG_ENOUGH;
    for (int i = at; i + 1 < end; i++) {
      int from = bare.to(i);
      int to = Math.max(from, bare.from(i + 1));
      var gap = reading.original().substring(from, to);
      parted |= gap.chars().anyMatch(c -> PARTS.indexOf(c) >= 0);
      everywhere &= !gap.isEmpty();
    }
    return !parted || everywhere;
  }

  private static boolean isDenied(Scene scene, Word word, int from, int to) {
    var original = scene.reading().original();
    int end = to;
    while (end < original.length() && PARTS.indexOf(original.charAt(end)) < 0) {
      end++;
    }
    int start = from;
    while (start > 0 && PARTS.indexOf(original.charAt(start - 1)) < 0) {
      start--;
    }
    var before = Reading.of(original.substring(start, from)).bare().text();
    var after = Reading.of(original.substring(to, end)).bare().text();
    var around = new Around(before, after, before, after);
    return (word.promise() ? Negation.denies(before) : Negation.forbids(before))
        || Heard.isReported(around)
        || Heard.isDeniedAfter(around);
  }

  /// 万能 is banned, 万能充 is not.
  private static boolean isExcepted(Scene scene, Word word, int at) {
    var text = scene.reading().bare().text();
    return word.except().stream()
        .anyMatch(except -> {
          int in = except.indexOf(word.text());
          return in >= 0 && text.startsWith(except, at - in);
        });
  }

  /// @return empty for words of paying that what was granted covers: what else they may say is for
  ///   the other checks
  private static Optional<Flag> flag(Scene scene, Word word, int at) {
    var bare = scene.reading().bare();
    var phrase = word.phrase();
    int from = bare.from(at);
    int to = bare.to(at + word.text().length() - 1);
    var said = scene.reading().original().substring(from, to);
    var finding =
        new Finding(
            phrase.id(),
            word.promise() ? kindOf(phrase) : "banned",
            (word.promise() ? "不能这样承诺：" : "不能使用：") + said,
            phrase.advice(),
            from,
            to);
    if (phrase.blocks()) {
      return Optional.of(Flag.block(finding));
    }
    if (mayBeSaid(scene, word)) {
      return Optional.of(Flag.note(finding));
    }
    var asked = Flag.approve(finding, new Ask("compensation", null, null));
    return OF_MONEY.matcher(word.text()).find()
        ? FreePromises.weighed(asked, FreePromises.cover(scene, word.text()))
        : Optional.of(asked);
  }

  /// What the promise is about, as far as its words tell.
  private static String kindOf(Phrase phrase) {
    var words = String.join(" ", phrase.words());
    if (OF_MONEY.matcher(words).find() || words.contains("退款")) {
      return "money";
    }
    if (words.contains("邮")) {
      return "area";
    }
    return words.contains("价") ? "price" : "time";
  }

  private static boolean mayBeSaid(Scene scene, Word word) {
    return scene.draft().author().supervises()
        || scene.draft().settled().approved().contains(word.phrase().id());
  }
}
