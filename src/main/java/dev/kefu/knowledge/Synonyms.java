package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Groups of words that mean the same in this shop.
final class Synonyms {

  private final List<List<String>> groups;

  Synonyms(List<List<String>> groups) {
    this.groups = groups.stream().map(g -> g.stream().map(Folding::fold).toList()).toList();
  }

  /// What else could have been said: the words of every group that has one in the text.
  ///
  /// @param folded the text, folded
  Set<String> of(String folded) {
    var words = new LinkedHashSet<String>();
    for (var group : groups) {
      if (group.stream().anyMatch(folded::contains)) {
        words.addAll(group);
      }
    }
    return words;
  }
}
