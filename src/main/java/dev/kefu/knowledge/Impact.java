package dev.kefu.knowledge;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What an edit would change for the questions that shoppers have asked lately.
@Component
class Impact {

  private static final Duration LATELY = Duration.ofDays(7);

  /// Of a busy week the latest count.
  private static final int MOST = 300;

  private static final int EXAMPLES = 10;

  /// Five digits or more, however they are parted: telephones, orders, cards.
  private static final Pattern NUMBERS = Pattern.compile("[0-9０-９](?:[-_.· ]?[0-9０-９a-zA-Z]){4,}");

  private final Rehearsals rehearsals;
  private final ObjectProvider<AskedQuestions> asked;
  private final Clock clock;

  Impact(Rehearsals rehearsals, ObjectProvider<AskedQuestions> asked, Clock clock) {
    this.rehearsals = rehearsals;
    this.asked = asked;
    this.clock = clock;
  }

  record First(String article, String question) {}

  /// @param question with its numbers masked
  /// @param before null when nothing was shown
  record Example(String question, @Nullable First before, @Nullable First after) {}

  /// @param asked different questions that were tried
  /// @param changed those whose first card would be another one
  record Preview(int asked, int changed, List<Example> examples) {}

  Preview of(List<Published> proposed) {
    var now = clock.instant();
    var questions =
        asked.stream().flatMap(each -> each.since(now.minus(LATELY), MOST).stream()).toList();
    var seen = new HashSet<AskedQuestions.Asked>();
    var examples = new ArrayList<Example>();
    int changed = 0;
    try (var rehearsal = rehearsals.of(proposed)) {
      for (var question : questions) {
        if (question.text().isBlank() || !seen.add(question)) {
          continue;
        }
        var outcome =
            rehearsal.ask(
                new Question(question.text(), question.stage(), question.sku(), null, now, 2));
        var before = first(outcome.before());
        var after = first(outcome.after());
        if (!Objects.equals(id(before), id(after))) {
          changed++;
          if (examples.size() < EXAMPLES) {
            examples.add(new Example(masked(question.text()), before, after));
          }
        }
      }
    }
    return new Preview(seen.size(), changed, examples);
  }

  private static @Nullable First first(List<Hit> hits) {
    var hit = Shown.first(hits);
    return hit == null ? null : new First(hit.article(), hit.question());
  }

  private static @Nullable String id(@Nullable First first) {
    return first == null ? null : first.article();
  }

  static String masked(String text) {
    return NUMBERS.matcher(text).replaceAll("***");
  }
}
