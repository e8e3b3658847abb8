package dev.kefu.assist;

import dev.kefu.base.Stage;
import dev.kefu.knowledge.Meaning;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Finds the playbook a message calls for: after the sale by its trigger words, else by what the
/// message means; whatever the stage by what the shopper wants. Any thread; takes milliseconds of
/// the processor.
@Component
class Playbooks {

  private final Supplier<List<Playbook>> all;
  private final ToLongFunction<String> versions;
  private final Supplier<List<Intent>> intents;
  private final Meaning meaning;

  private record Known(List<Playbook> playbooks, List<Intent> intents, PlaybookMeanings meanings) {}

  private volatile @Nullable Known known;

  @Autowired
  Playbooks(PlaybookBook playbooks, IntentBook intents, Meaning meaning) {
    this(playbooks::inUse, playbooks::version, () -> intents.current().intents(), meaning);
  }

  /// @param versions of a playbook's id
  Playbooks(
      Supplier<List<Playbook>> all,
      ToLongFunction<String> versions,
      Supplier<List<Intent>> intents,
      Meaning meaning) {
    this.all = all;
    this.versions = versions;
    this.intents = intents;
    this.meaning = meaning;
  }

  /// @param version which of it
  record Called(Playbook playbook, long version) {}

  /// @param intent what the shopper wants, as far as it is known
  Optional<Called> calledBy(String text, Stage stage, Optional<String> intent) {
    var trouble =
        stage == Stage.AFTER_SALE
            ? heardIn(text).or(() -> meantBy(text))
            : Optional.<Playbook>empty();
    return trouble
        .or(() -> intent.flatMap(wanted -> first(p -> p.intents().contains(wanted))))
        .map(playbook -> new Called(playbook, versions.applyAsLong(playbook.id())));
  }

  /// The playbook with the most trigger words in the text; of two alike the one with the longest
  /// word, which says more.
  Optional<Playbook> heardIn(String text) {
    return heardIn(all.get(), text);
  }

  /// The same of several texts, in their order; those that call none are left out.
  List<Playbook> heardIn(List<String> texts) {
    var known = all.get();
    return texts.stream().flatMap(text -> heardIn(known, text).stream()).toList();
  }

  private static Optional<Playbook> heardIn(List<Playbook> all, String text) {
    return all.stream()
        .filter(playbook -> !playbook.heardIn(text).isEmpty())
        .max(
            Comparator.<Playbook>comparingInt(playbook -> playbook.heardIn(text).size())
                .thenComparingInt(playbook -> longest(playbook.heardIn(text))));
  }

  private static int longest(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(0);
  }

  /// The playbook whose wordings mean the same.
  Optional<Playbook> meantBy(String text) {
    return meantBy(List.of(text)).stream().findFirst();
  }

  /// The same of several texts, in their order; those that mean none are left out.
  List<Playbook> meantBy(List<String> texts) {
    var known = known();
    return texts.stream()
        .flatMap(text -> known.meanings().of(meaning.of(text)).stream())
        .flatMap(id -> known.playbooks().stream().filter(p -> p.id().equals(id)))
        .toList();
  }

  private Optional<Playbook> first(Predicate<Playbook> fits) {
    return all.get().stream().filter(fits).findFirst();
  }

  /// Made anew when the playbooks or an editor's examples are others.
  private Known known() {
    var playbooks = all.get();
    var wanted = intents.get();
    var current = known;
    if (current == null
        || !current.playbooks().equals(playbooks)
        || !current.intents().equals(wanted)) {
      current = new Known(playbooks, wanted, new PlaybookMeanings(playbooks, wanted, meaning::of));
      known = current;
    }
    return current;
  }
}
