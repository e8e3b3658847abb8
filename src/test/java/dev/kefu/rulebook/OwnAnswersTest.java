package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Body;
import dev.kefu.base.Slot;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rulebook the shop starts from lets the shop's own answers through.
@NullMarked
class OwnAnswersTest {

  private static final Path CONTENT = Path.of("knowledge-base");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z._]+)\\|else:([^}]*)}}");
  private static final Map<String, String> FACTS =
      Map.of("stock", "12", "price", "129.00", "shipping_fee", "6.00", "promotion", "冬季暖心节满199减20");

  @TempDir Path folder;

  @Test
  void everyAnswerOfTheKnowledgeMayBeSent() throws IOException {
    try (var test = TestRulebook.create(folder)) {
      var file = ContentFile.read("rulebook.yaml", CONTENT.resolve("rulebook.yaml"));
      test.store().store(RulesFile.read(file).withVersion(2), "test");

      var stopped = new ArrayList<String>();
      for (var answer : answers()) {
        for (var body : List.of(filled(answer, true), filled(answer, false))) {
          var verdict = test.rulebook().check(draft(body));
          if (!(verdict instanceof Verdict.Cleared)) {
            stopped.add(body.text() + " -> " + verdict);
          }
        }
      }

      assertThat(stopped).isEmpty();
    }
  }

  private static Draft draft(Body.Text body) {
    return new Draft(
        TestRulebook.agent(), body, "CUP-A", FakeShop.ORDER, FakeShop.BUYER, Settled.NOTHING);
  }

  private static List<String> answers() throws IOException {
    try (var files = Files.walk(CONTENT.resolve("faq"))) {
      var answers = new ArrayList<String>();
      for (var file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        answers.add(Files.readString(file).split("(?m)^---$", 3)[2].strip());
      }
      return answers;
    }
  }

  /// The answer as it is sent: each variable by its value, as a fact, or by its fallback.
  private static Body.Text filled(String answer, boolean withFacts) {
    var text = new StringBuilder();
    var slots = new ArrayList<Slot>();
    var variables = VARIABLE.matcher(answer);
    int last = 0;
    while (variables.find()) {
      text.append(answer, last, variables.start());
      var value = withFacts ? FACTS.get(variables.group(1)) : null;
      if (value != null) {
        slots.add(
            new Slot(
                text.length(), text.length() + value.length(), variables.group(1), "CUP-A", value));
      }
      text.append(value == null ? variables.group(2) : value);
      last = variables.end();
    }
    return new Body.Text(text.append(answer.substring(last)).toString(), slots);
  }
}
