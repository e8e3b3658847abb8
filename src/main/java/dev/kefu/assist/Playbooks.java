package dev.kefu.assist;

import dev.kefu.base.Folding;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the playbook a message calls for.
@Component
class Playbooks {

  private final Kept<Playbook> all;

  Playbooks(HelpRows rows, Clock clock) {
    this.all = new Kept<>(rows::playbooks, clock);
  }

  /// The playbook with the most trigger words in the text; of two alike the one with the longest
  /// word, which says more.
  Optional<Playbook> calledBy(String text) {
    var folded = Folding.fold(text);
    return all.get().stream()
        .filter(playbook -> !heard(playbook, folded).isEmpty())
        .max(
            Comparator.<Playbook>comparingInt(playbook -> heard(playbook, folded).size())
                .thenComparingInt(playbook -> longest(heard(playbook, folded))));
  }

  private static List<String> heard(Playbook playbook, String folded) {
    return playbook.triggers().stream()
        .map(Folding::fold)
        .filter(folded::contains)
        .distinct()
        .toList();
  }

  private static int longest(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(0);
  }
}
