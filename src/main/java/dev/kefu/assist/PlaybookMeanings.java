package dev.kefu.assist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which playbook a message calls for by what it means: the one whose wordings it is closest to,
/// unless it is closer to what shoppers ask on any other day, the examples of the intents.
///
/// Some of those examples speak of trouble themselves (显示签收我没收到 is an example of tracking a
/// parcel): these say nothing against a playbook.
///
/// How it was chosen and what it reaches: `docs/decisions/0030-what-calls-a-playbook.md`.
final class PlaybookMeanings {

  /// A message less close to every playbook is about something else.
  private static final double NEAR = 0.3;

  /// An example of an intent that is so close to a playbook speaks of trouble.
  private static final double TROUBLE = 0.42;

  private final int playbooks;
  private final Examples examples;

  PlaybookMeanings(
      List<Playbook> playbooks, List<Intent> intents, Function<String, float[]> meaning) {
    var calls = playbooks.stream().map(PlaybookMeanings::calls).toList();
    var trouble = new Examples(calls, meaning);
    var all = new ArrayList<>(calls);
    intents.stream()
        .filter(intent -> !Intents.TROUBLE.contains(intent.intent()))
        .map(intent -> everyDay(intent, trouble, meaning))
        .filter(intent -> !intent.examples().isEmpty())
        .forEach(all::add);
    this.playbooks = playbooks.size();
    this.examples = new Examples(all, meaning);
  }

  private static Intent calls(Playbook playbook) {
    return new Intent(playbook.id(), playbook.title(), playbook.wordings());
  }

  private static Intent everyDay(
      Intent intent, Examples trouble, Function<String, float[]> meaning) {
    return new Intent(
        intent.intent(),
        intent.title(),
        intent.examples().stream()
            .filter(example ->
                Arrays.stream(trouble.closeness(meaning.apply(example))).max().orElse(0) < TROUBLE)
            .toList());
  }

  /// @return the id of a playbook
  Optional<String> of(float[] text) {
    var closeness = examples.closeness(text);
    int closest = -1;
    double best = NEAR;
    for (int i = 0; i < closeness.length; i++) {
      if (closeness[i] >= best) {
        closest = i;
        best = closeness[i];
      }
    }
    return closest >= 0 && closest < playbooks
        ? Optional.of(examples.labels().get(closest))
        : Optional.empty();
  }
}
