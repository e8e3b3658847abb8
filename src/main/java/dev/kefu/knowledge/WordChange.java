package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Folding;
import dev.kefu.base.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One step in the shop's words.
///
/// @param words the group as it is, or as it is to be added; words of the lexicon
/// @param to what a group that is changed is to be; null for all other steps
record WordChange(@Nullable Op op, @Nullable List<String> words, @Nullable List<String> to) {

  /// What is done to a group of words that mean the same, or to words of the lexicon.
  enum Op {
    ADD_GROUP,
    CHANGE_GROUP,
    REMOVE_GROUP,
    ADD_WORDS,
    REMOVE_WORDS
  }

  /// The words after these changes, one after the other.
  ///
  /// @throws Refusal `bad_request` when one cannot be made
  static Words apply(Words words, List<WordChange> changes) {
    var book = new WordBook(words);
    changes.forEach(change -> change.make(book));
    return book.words();
  }

  private void make(WordBook book) {
    if (op == null
        || words == null
        || words.isEmpty()
        || words.stream().anyMatch(Objects::isNull)) {
      throw refused("每项修改要有 op 和 words");
    }
    if (op == Op.CHANGE_GROUP && to == null) {
      throw refused("修改一组词要有 to");
    }
    switch (op) {
      case ADD_GROUP -> book.addGroup(words);
      case CHANGE_GROUP -> book.changeGroup(words, to);
      case REMOVE_GROUP -> book.removeGroup(words);
      case ADD_WORDS -> words.forEach(book::addWord);
      case REMOVE_WORDS -> words.forEach(book::removeWord);
    }
  }

  private static Refusal refused(String text) {
    return new Refusal(ErrorCode.BAD_REQUEST, text);
  }

  /// What makes one state of the words the other, but for the order of the groups. A group that has
  /// a word of one that is gone is that one, changed.
  static List<WordChange> between(Words before, Words after) {
    var changes = new ArrayList<WordChange>();
    var gone = without(before.groups(), after.groups());
    var fresh = without(after.groups(), before.groups());
    var owners = new HashMap<String, List<String>>();
    fresh.forEach(group -> group.forEach(word -> owners.put(Folding.fold(word), group)));
    for (var group : gone) {
      var now = group.stream().map(word -> owners.get(Folding.fold(word))).filter(fresh::contains);
      now.findFirst()
          .ifPresentOrElse(
              next -> {
                fresh.remove(next);
                changes.add(new WordChange(Op.CHANGE_GROUP, group, next));
              },
              () -> changes.add(new WordChange(Op.REMOVE_GROUP, group, null)));
    }
    fresh.forEach(group -> changes.add(new WordChange(Op.ADD_GROUP, group, null)));
    add(changes, Op.REMOVE_WORDS, without(before.lexicon(), after.lexicon()));
    add(changes, Op.ADD_WORDS, without(after.lexicon(), before.lexicon()));
    return changes;
  }

  private static void add(List<WordChange> changes, Op op, Set<String> words) {
    if (!words.isEmpty()) {
      changes.add(new WordChange(op, List.copyOf(words), null));
    }
  }

  private static <T> Set<T> without(List<T> all, List<T> others) {
    var left = new LinkedHashSet<>(all);
    left.removeAll(new HashSet<>(others));
    return left;
  }
}
