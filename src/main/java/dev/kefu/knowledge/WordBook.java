package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The shop's words while they are changed, one step after the other. No word comes to stand in two
/// groups, nor twice in the lexicon, however it is written; what stood twice before may stay.
///
/// Every step throws a [Refusal] `bad_request` when it cannot be made, and then changes nothing.
final class WordBook {

  /// Each is looked for in every message.
  private static final int MOST_GROUPS = 2_000;

  private static final int MOST_WORDS = 5_000;
  private static final int FEWEST = 2;
  private static final int MOST = 20;
  private static final int LONGEST = 20;

  /// What parts words and comments in the files, in all its writings.
  private static final String PARTING = ",，、#＃";

  private final List<List<String>> groups;

  /// By the folded word, the group it stands in.
  private final Map<String, List<String>> owners = new HashMap<>();

  private final Set<String> lexicon;
  private final Set<String> folded = new HashSet<>();

  WordBook(Words words) {
    this.groups = new ArrayList<>(words.groups());
    this.lexicon = new LinkedHashSet<>(words.lexicon());
    groups.forEach(this::own);
    lexicon.forEach(word -> folded.add(Folding.fold(word)));
  }

  private void own(List<String> group) {
    group.forEach(word -> owners.putIfAbsent(Folding.fold(word), group));
  }

  /// As they are after all steps.
  Words words() {
    return new Words(groups, List.copyOf(lexicon));
  }

  /// Behind all others.
  void addGroup(@Nullable List<String> typed) {
    if (groups.size() >= MOST_GROUPS) {
      throw refused("最多 " + MOST_GROUPS + " 组同义词");
    }
    var group = tidy(typed);
    requireFree(group, null);
    groups.add(group);
    own(group);
  }

  /// In the place of the one that stood there.
  void changeGroup(List<String> was, @Nullable List<String> typed) {
    int place = placeOf(was);
    var group = tidy(typed);
    requireFree(group, was);
    disown(was);
    groups.set(place, group);
    own(group);
  }

  void removeGroup(List<String> was) {
    groups.remove(placeOf(was));
    disown(was);
  }

  private void disown(List<String> group) {
    owners.values().removeIf(group::equals);
  }

  private int placeOf(List<String> group) {
    int place = groups.indexOf(group);
    if (place < 0) {
      throw refused("没有“" + String.join("、", group) + "”这一组");
    }
    return place;
  }

  private static List<String> tidy(@Nullable List<String> typed) {
    if (typed == null || typed.size() < FEWEST || typed.size() > MOST) {
      throw refused("一组同义词要有 " + FEWEST + " 至 " + MOST + " 个词");
    }
    var group = typed.stream().map(WordBook::tidy).toList();
    var seen = new HashMap<String, String>();
    for (var word : group) {
      var other = seen.put(Folding.fold(word), word);
      if (other != null) {
        throw refused("“" + other + "”和“" + word + "”是同一个词");
      }
    }
    return group;
  }

  private static String tidy(@Nullable String typed) {
    var word = typed == null ? "" : typed.strip();
    if (word.codePoints().anyMatch(WordBook::isNoWord)) {
      throw refused("“" + word + "”里不能有逗号、顿号、# 或换行");
    }
    if (Folding.fold(word).isEmpty() || word.codePointCount(0, word.length()) > LONGEST) {
      throw refused("每个词要有 1 至 " + LONGEST + " 个字，不是“" + word + "”");
    }
    return word;
  }

  private static boolean isNoWord(int c) {
    return PARTING.indexOf(c) >= 0
        || Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  private void requireFree(List<String> group, @Nullable List<String> own) {
    for (var word : group) {
      var owner = owners.get(Folding.fold(word));
      if (owner != null && !owner.equals(own)) {
        throw refused("“" + word + "”已在“" + String.join("、", owner) + "”一组里");
      }
    }
  }

  /// One that stands there as it is written stays.
  void addWord(@Nullable String typed) {
    var word = tidy(typed);
    if (lexicon.contains(word)) {
      return;
    }
    if (!folded.add(Folding.fold(word))) {
      throw refused("词库里已有“" + word + "”，只是写法不同");
    }
    if (lexicon.size() >= MOST_WORDS) {
      throw refused("词库最多 " + MOST_WORDS + " 个词");
    }
    lexicon.add(word);
  }

  void removeWord(@Nullable String word) {
    if (word == null || !lexicon.remove(word)) {
      throw refused("词库里没有“" + word + "”");
    }
    folded.remove(Folding.fold(word));
  }

  private static Refusal refused(String text) {
    return new Refusal(ErrorCode.BAD_REQUEST, text);
  }
}
