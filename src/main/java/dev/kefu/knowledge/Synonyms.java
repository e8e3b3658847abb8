package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Groups of words that mean the same in this shop.
final class Synonyms {

  private final List<Group> groups;

  private record Group(List<String> words, List<String> folded) {

    Group(List<String> words) {
      this(words, words.stream().map(Folding::fold).toList());
    }

    boolean isIn(String text) {
      return folded.stream().anyMatch(text::contains);
    }
  }

  Synonyms(List<List<String>> groups) {
    this.groups = groups.stream().map(Group::new).toList();
  }

  /// What else could have been said: the words of every group that has one in the text.
  ///
  /// @param folded the text, folded
  Set<String> of(String folded) {
    var words = new LinkedHashSet<String>();
    for (var group : groups) {
      if (group.isIn(folded)) {
        words.addAll(group.folded());
      }
    }
    return words;
  }

  /// The groups that have a word in the text, as they are written.
  ///
  /// @param folded the text, folded
  List<List<String>> heardIn(String folded) {
    return groups.stream().filter(group -> group.isIn(folded)).map(Group::words).toList();
  }
}
